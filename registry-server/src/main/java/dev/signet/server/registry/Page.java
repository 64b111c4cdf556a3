package dev.signet.server.registry;

import java.util.List;

/**
 * A part of a list.
 *
 * @param offset how many items to leave out, 0 or more
 * @param limit how many items at most; 0 or less means all
 */
public record Page(int offset, int limit) {
    /** The whole list. */
    public static final Page ALL = new Page(0, -1);

    public Page {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is 0 or more, got " + offset);
        }
    }

    /** This part of a list that is held in memory. */
    public <T> List<T> of(List<T> items) {
        int from = Math.min(offset, items.size());
        int to = limit <= 0 ? items.size() : (int) Math.min((long) from + limit, items.size());
        return List.copyOf(items.subList(from, to));
    }
}

package dev.signet.schema.compat;

import java.util.List;

/**
 * What stands between a reader's schema and a writer's data, in the order of the reader's schema.
 *
 * @param mismatches why the data cannot be read; empty if they can
 * @param doubts what the verdict does not count, but an author should know; empty if the data cannot be read
 */
public record Readability(List<Mismatch> mismatches, List<Mismatch> doubts) {
    public Readability {
        mismatches = List.copyOf(mismatches);
        doubts = List.copyOf(doubts);
    }
}

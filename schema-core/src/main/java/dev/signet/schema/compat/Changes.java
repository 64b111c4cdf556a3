package dev.signet.schema.compat;

import java.util.List;

/**
 * What differs between two schemas.
 *
 * @param listed the changes in the order of the newer schema, {@link #LIMIT} at most
 * @param complete whether that is all; what was left out was not looked at
 */
public record Changes(List<Change> listed, boolean complete) {
    /** Changes that are listed; nobody reads more. */
    public static final int LIMIT = 1_000;

    public Changes {
        listed = List.copyOf(listed);
    }

    /** Nothing differs. */
    public static final Changes NONE = new Changes(List.of(), true);
}

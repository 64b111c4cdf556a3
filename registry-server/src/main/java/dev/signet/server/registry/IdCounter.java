package dev.signet.server.registry;

import dev.signet.schema.Context;

/**
 * The counter that the ids of a context come from.
 *
 * @param context the context
 * @param next the next id that it gives away; one more than the largest if there is none left
 */
public record IdCounter(Context context, long next) {
    /** How many ids it can still give away. */
    public long remaining() {
        return Integer.MAX_VALUE - next + 1;
    }
}

package dev.signet.server.registry;

import java.util.List;

/**
 * How much is stored. Numbers are exact up to a size at which counting would take long, then estimates.
 *
 * @param subjects subjects that have a version
 * @param versions versions, deleted or not
 * @param schemas ids that are bound
 * @param counters the counters that have the fewest ids left, ascending
 */
public record Census(long subjects, long versions, long schemas, List<IdCounter> counters) {
    public Census {
        counters = List.copyOf(counters);
    }
}

package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import java.util.List;

/**
 * Ids of one context that were reserved for one registry. Nobody else draws them; an import may still take one.
 *
 * @param ids those that were free when the range was reserved, ascending, at least one
 */
public record IdRange(List<SchemaId> ids) {
    public IdRange {
        ids = List.copyOf(ids);
    }
}

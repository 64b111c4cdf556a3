package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import java.util.List;

/**
 * A content as a snapshot shows it.
 *
 * @param sha256 the second digest of its identity
 * @param hasText false after a hard delete has cleared it
 * @param ids its ids, ascending, at least one
 */
public record ContentState(byte[] sha256, boolean hasText, List<SchemaId> ids) {
    public ContentState {
        sha256 = sha256.clone();
        ids = List.copyOf(ids);
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }

    /** The id that registrations answer with. */
    SchemaId lowestId() {
        return ids.get(0);
    }
}

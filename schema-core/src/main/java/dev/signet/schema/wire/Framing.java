package dev.signet.schema.wire;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;

/** What stands before a payload. */
public sealed interface Framing {
    /**
     * Magic byte 0 and a schema id.
     *
     * @param id the id
     * @param length bytes before the payload
     */
    record ById(SchemaId id, int length) implements Framing {}

    /**
     * Magic byte 1 and a GUID.
     *
     * @param guid the GUID
     * @param length bytes before the payload
     */
    record ByGuid(SchemaGuid guid, int length) implements Framing {}

    /**
     * Neither.
     *
     * @param reason why not, fit to be shown
     */
    record Unframed(String reason) implements Framing {}
}

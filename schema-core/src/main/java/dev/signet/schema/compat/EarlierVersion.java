package dev.signet.schema.compat;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.format.ParsedSchema;
import java.util.Set;

/**
 * A live version that a new schema must get along with.
 *
 * @param version its number
 * @param id its schema id
 * @param schema its parsed schema
 * @param reserved the names of fields that it keeps free
 */
public record EarlierVersion(Version version, SchemaId id, ParsedSchema schema, Set<String> reserved) {
    public EarlierVersion {
        reserved = Set.copyOf(reserved);
    }

    /** A version that reserves nothing. */
    public EarlierVersion(Version version, SchemaId id, ParsedSchema schema) {
        this(version, id, schema, Set.of());
    }
}

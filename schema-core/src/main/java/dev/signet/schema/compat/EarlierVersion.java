package dev.signet.schema.compat;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.format.ParsedSchema;

/**
 * A live version that a new schema must get along with.
 *
 * @param version its number
 * @param id its schema id
 * @param schema its parsed schema
 */
public record EarlierVersion(Version version, SchemaId id, ParsedSchema schema) {}

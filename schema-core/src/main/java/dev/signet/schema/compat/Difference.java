package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;

/**
 * One reason why a new schema may not follow an earlier version: which rule, where, between whom, and what to do.
 *
 * @param mismatch rule and place
 * @param direction who could not read whom
 * @param version the earlier version concerned
 * @param id that version's schema id
 * @param explanation a sentence for the schema's author
 * @param fix what the author can do about it
 */
public record Difference(
        Mismatch mismatch, Direction direction, Version version, SchemaId id, String explanation, String fix) {}

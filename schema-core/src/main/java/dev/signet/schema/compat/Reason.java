package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel.Direction;

/**
 * Why one schema cannot read what was written with another: which rule, where, between whom, and what to do.
 *
 * @param mismatch rule and place
 * @param direction who could not read whom
 * @param explanation a sentence for the schema's author
 * @param fix what the author can do about it
 */
public record Reason(Mismatch mismatch, Direction direction, String explanation, String fix) {}

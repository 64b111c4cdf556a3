package dev.signet.server.registry;

import dev.signet.schema.SchemaType;

/**
 * The text of a schema.
 *
 * @param type its language
 * @param text the text as stored
 */
public record TypedText(SchemaType type, String text) {}

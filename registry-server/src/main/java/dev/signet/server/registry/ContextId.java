package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;

/**
 * A schema id where it is valid.
 *
 * @param context the context
 * @param id the id
 */
public record ContextId(Context context, SchemaId id) {}

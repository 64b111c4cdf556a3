package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;

/**
 * What names a content in the store.
 *
 * @param context the context that keeps it
 * @param guid its GUID
 */
public record ContentName(Context context, SchemaGuid guid) {}

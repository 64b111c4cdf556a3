package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;

/**
 * The version that a reference points at.
 *
 * @param version its number
 * @param id its schema id
 * @param deleted whether it is soft-deleted
 * @param owned whether a resource owns its subject alone
 */
public record TargetRow(Version version, SchemaId id, boolean deleted, boolean owned) {}

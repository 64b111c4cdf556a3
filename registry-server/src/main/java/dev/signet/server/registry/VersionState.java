package dev.signet.server.registry;

import dev.signet.schema.Version;

/**
 * A version's number and whether it is soft-deleted.
 *
 * @param version the number
 * @param deleted whether it is soft-deleted
 */
public record VersionState(Version version, boolean deleted) {}

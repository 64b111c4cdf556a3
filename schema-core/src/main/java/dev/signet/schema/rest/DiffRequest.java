package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * Two schemas to compare.
 *
 * @param from the older one
 * @param to the newer one
 */
public record DiffRequest(
        @Nullable DiffSideJson from, @Nullable DiffSideJson to) {}

package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * A schema id and the context that it belongs to.
 *
 * @param context the context's name
 * @param id the id
 */
public record ContextIdJson(
        @Nullable String context, @Nullable Integer id) {}

package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * What may be written in a scope.
 *
 * @param mode the mode's name
 */
public record ModeJson(@Nullable String mode) {}

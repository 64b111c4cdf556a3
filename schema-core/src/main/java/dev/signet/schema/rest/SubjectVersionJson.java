package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A version, without its schema.
 *
 * @param subject the subject
 * @param version its number
 */
public record SubjectVersionJson(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable Integer version) {}

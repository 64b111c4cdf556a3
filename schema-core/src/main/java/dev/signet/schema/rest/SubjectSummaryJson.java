package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A subject at a glance.
 *
 * @param subject the subject
 * @param version the number of its latest version
 * @param id the schema id of that version
 * @param guid the name of its content
 * @param schemaType the language of its text
 * @param deleted whether the whole subject is soft-deleted; the version is the highest one then
 * @param compatibilityLevel the level in force
 * @param compatibilityInherited whether it is set elsewhere than on the subject
 * @param mode the mode in force
 * @param modeInherited whether it is set elsewhere than on the subject
 */
public record SubjectSummaryJson(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String guid,
        @Nullable String schemaType,
        boolean deleted,
        @Nullable String compatibilityLevel,
        boolean compatibilityInherited,
        @Nullable String mode,
        boolean modeInherited) {}

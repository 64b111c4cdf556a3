package dev.signet.gate.config;

import dev.signet.schema.registration.SubmittedSchema.Spelling;

/**
 * What is sent beside the texts of files.
 *
 * @param metadata metadata by subject
 * @param spelling whether texts are to be normalised whatever the settings say
 */
public record Wishes(SubjectMetadata metadata, Spelling spelling) {
    /** Nothing. */
    public static final Wishes NONE = new Wishes(SubjectMetadata.NONE, Spelling.CANONICAL);
}

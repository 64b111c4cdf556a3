package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * Who registered a version, when, and from where.
 *
 * @param subject the subject
 * @param version its number
 * @param id the schema id
 * @param createdAt when, as ISO 8601 in UTC
 * @param createdBy the best name known of who did
 * @param createdByProof how far that name can be believed: NONE, CLAIMED or AUTHENTICATED
 * @param author who the caller said wrote the change; never proved
 * @param source where the caller said the change came from, such as a commit; never proved
 */
public record OriginReply(
        @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String createdAt,
        @Nullable String createdBy,
        @Nullable String createdByProof,
        @Nullable String author,
        @Nullable String source) {}

package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who registered a version, when, and from where.
 *
 * @param named the version
 * @param id its schema id
 * @param createdAt when it was registered, by the store's clock
 * @param principal the name that the caller went by
 * @param proof how far that name can be believed
 * @param author who the caller said wrote the change; never proved
 * @param source where the caller said the change came from, such as a commit; never proved
 */
public record VersionOrigin(
        SubjectVersion named,
        SchemaId id,
        Instant createdAt,
        String principal,
        Caller.Proof proof,
        Optional<String> author,
        Optional<String> source) {
    /** The best name known: one that was proved, else one that was claimed. */
    public String createdBy() {
        return proof == Caller.Proof.NONE ? author.orElse(principal) : principal;
    }

    /** How far {@link #createdBy} can be believed. */
    public Caller.Proof createdByProof() {
        return proof == Caller.Proof.NONE && author.isPresent() ? Caller.Proof.CLAIMED : proof;
    }
}

package dev.signet.server.registry;

import java.util.Optional;

/**
 * Who asks for a write, as far as that is known; every write leaves it in the audit trail.
 *
 * @param principal the name that the caller goes by
 * @param proof how far that name can be believed
 * @param address where the request came from
 * @param requestId the id that the request is logged under
 * @param author who the caller says wrote the change; never proved
 * @param source where the caller says the change comes from, such as a commit; never proved
 */
public record Caller(
        String principal,
        Proof proof,
        String address,
        String requestId,
        Optional<String> author,
        Optional<String> source) {
    /** How a principal was established. */
    public enum Proof {
        /** Nobody asked. */
        NONE,
        /** The caller said so. */
        CLAIMED,
        /** Credentials were checked. */
        AUTHENTICATED
    }

    /** A caller of whom nothing is known but where the request came from. */
    public static Caller anonymous(String address, String requestId) {
        return new Caller("anonymous", Proof.NONE, address, requestId, Optional.empty(), Optional.empty());
    }
}

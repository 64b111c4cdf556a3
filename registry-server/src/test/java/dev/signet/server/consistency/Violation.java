package dev.signet.server.consistency;

/** A promise that a history shows to be broken, and how. */
record Violation(Promise promise, String evidence) {
    enum Promise {
        /** A content has one id and an id one content, for ever and in all subjects; so a retry finds its id. */
        ONE_ID_A_CONTENT,
        /** A number is given to one content only. */
        ONE_CONTENT_A_VERSION,
        /** No number is skipped. */
        GAPLESS_VERSIONS,
        /** What was acknowledged stays until somebody deletes it. */
        NO_LOST_WRITE,
        /** A read that starts after a write was acknowledged sees it. */
        NO_STALE_READ,
        /** Versions that live side by side get along, where the level always was FULL. */
        NO_VIOLATING_PAIR,
        /** There is an order of all requests, in keeping with the clock, in which each reply is right. */
        LINEARIZABLE
    }
}

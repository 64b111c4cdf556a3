package dev.signet.server.consistency;

import java.util.List;

/** What a client learns. */
sealed interface Reply {
    record Registered(int id, int version) implements Reply {}

    record Versions(List<Integer> numbers) implements Reply {
        public Versions {
            numbers = List.copyOf(numbers);
        }
    }

    record Found(int id, int version, Content content) implements Reply {}

    record Text(Content content) implements Reply {}

    record Judged(boolean compatible) implements Reply {}

    record Done() implements Reply {}

    /** What came of several that are all or none. */
    record Several(boolean applied, List<Reply> replies) implements Reply {
        public Several {
            replies = List.copyOf(replies);
        }
    }

    record Refused(Reason reason) implements Reply {}

    /** The connection broke or the server failed: it may have happened, may happen soon, or never. */
    record Unknown() implements Reply {}

    /** The reply began, and the client did not read it: whatever happened, has happened. */
    record Unread() implements Reply {}

    enum Reason {
        INCOMPATIBLE,
        INVALID,
        NOT_THERE,
        REFERENCED
    }
}

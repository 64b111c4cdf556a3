package dev.signet.server.consistency;

import java.time.Duration;

/**
 * A request and what came of it.
 *
 * @param client who asked
 * @param replica whom it asked
 * @param invoked when it asked, on the one clock of all clients
 * @param replied when it knew; for {@link Reply.Unknown} when nothing of it can be under way any more
 */
record Operation(int client, int replica, long invoked, long replied, Request request, Reply reply) {
    /** As long as a statement may run: a server's last one may be in the database when the server is gone. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    static Operation of(int client, int replica, long invoked, long replied, Request request, Reply reply) {
        long end = reply instanceof Reply.Unknown ? replied + AFTERMATH.toNanos() : replied;
        return new Operation(client, replica, invoked, end, request, reply);
    }

    /** Something else that was asked and answered in the same time. */
    Operation with(Request otherRequest, Reply otherReply) {
        return new Operation(client, replica, invoked, replied, otherRequest, otherReply);
    }

    boolean isUnknown() {
        return reply instanceof Reply.Unknown;
    }

    boolean endedBefore(Operation other) {
        return replied < other.invoked;
    }

    @Override
    public String toString() {
        return "[%d..%d us] client %d at replica %d: %s -> %s"
                .formatted(invoked / 1_000, replied / 1_000, client, replica, request, reply);
    }
}

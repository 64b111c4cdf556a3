package dev.signet.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all request bodies together may take. Safe for concurrent use. */
final class BodyMemory {
    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long bytes) {
        this.bytes = bytes;
    }

    /** All that there is. */
    long bytes() {
        return bytes;
    }

    /** Takes some, and says whether it was there; who is told that it was not must still give it back. */
    boolean take(long more) {
        return more == 0 || held.addAndGet(more) <= bytes;
    }

    void giveBack(long taken) {
        held.addAndGet(-taken);
    }
}

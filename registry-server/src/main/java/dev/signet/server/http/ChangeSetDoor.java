package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.server.registry.ChangeSetLimits;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Lets change sets in. Each is worth several other requests, so only a part of those worked on at a time can be change
 * sets, and each byte of one counts several times where the memory for bodies is concerned: what is kept of a schema is
 * more than its text. Safe for concurrent use.
 */
final class ChangeSetDoor {
    /** As many requests one change set is worth, where threads are concerned and where memory is. */
    static final int WORTH = 4;

    private final Semaphore places;
    private final BodyMemory memory;
    private final ChangeSetLimits limits;

    ChangeSetDoor(int requestsAtATime, BodyMemory memory, ChangeSetLimits limits) {
        this.places = new Semaphore(Math.max(1, requestsAtATime / WORTH));
        this.memory = memory;
        this.limits = limits;
    }

    /** Reads and works on a body, unless too many others are worked on. */
    Answer<Reply> pass(InputStream body, Function<InputStream, Answer<Reply>> work) {
        if (!places.tryAcquire()) {
            return ErrorCode.OVERLOADED.refused(
                    "The registry works on as many change sets as it can at a time; send this one again");
        }
        try (ChangeSetBody bounded = new ChangeSetBody(body, memory, limits)) {
            return work.apply(bounded);
        } finally {
            places.release();
        }
    }
}

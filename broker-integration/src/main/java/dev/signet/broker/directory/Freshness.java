package dev.signet.broker.directory;

import java.util.concurrent.TimeUnit;

/** How long answers are believed, and when they are asked for again, in nanoseconds. */
final class Freshness {

    /** That something does not exist, while the registry can be asked. */
    static final long BELIEVED = TimeUnit.SECONDS.toNanos(1);

    /** That something does not exist and somebody wants to know: asked for again before it is not believed any more. */
    static final long ASKED_AGAIN = TimeUnit.MILLISECONDS.toNanos(400);

    /** That a subject exists, and which one a topic is associated with. */
    static final long PRESENT_ASKED_AGAIN = TimeUnit.SECONDS.toNanos(10);

    /** For how long after the last question an absent subject is kept fresh. */
    static final long KEPT_FRESH = TimeUnit.MINUTES.toNanos(1);

    /** Who uses a schema: asked for again this long after the last answer, plus a part of {@link #RENEWAL_SPREAD}. */
    static final long RENEWED_AFTER = TimeUnit.SECONDS.toNanos(30);

    /** What keeps renewals from coming together. Together with the former, well below a minute. */
    static final long RENEWAL_SPREAD = TimeUnit.SECONDS.toNanos(15);

    /** For how long after its last use a schema is asked for again. */
    static final long AWAKE = TimeUnit.MINUTES.toNanos(10);

    /** For how long after their last use rules and subjects are kept. */
    static final long KEPT = TimeUnit.DAYS.toNanos(1);

    private Freshness() {}
}

package dev.signet.broker.directory;

import java.util.concurrent.TimeUnit;

/** Counts requests against a rate; after a rest, those of one second may come at once. Safe for use by many threads. */
final class TokenBucket {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, long now) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledAt = now;
    }

    /** Counts a request that is sent now. A lookup that has begun is not stopped: those behind it wait the longer. */
    synchronized void take(long now) {
        fill(now);
        tokens--;
    }

    /** How long to wait before the next lookup begins; 0 if it may begin now. */
    synchronized long nanosToWait(long now) {
        fill(now);
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) * SECOND / perSecond);
    }

    private void fill(long now) {
        tokens = Math.min(perSecond, tokens + Math.max(0, now - filledAt) * perSecond / SECOND);
        filledAt = now;
    }
}

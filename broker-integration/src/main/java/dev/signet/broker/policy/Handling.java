package dev.signet.broker.policy;

import java.time.Duration;

/**
 * How a topic takes records that are not plainly good or bad.
 *
 * @param strict whether bytes are refused that Avro's own readers let pass: text that is not UTF-8, booleans other than
 *     0 and 1
 * @param deleted what becomes of records whose schema is only left in soft-deleted versions
 * @param unresolved what becomes of records whose schema cannot be looked up
 * @param patience how long the registry has to be out of reach before {@code unresolved} applies; until then they are
 *     sent back
 * @param mostRecordBytes the most bytes that a record of a compressed batch may have once it is expanded
 */
public record Handling(
        boolean strict, DeletedVersions deleted, Unresolved unresolved, Duration patience, int mostRecordBytes) {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Strict, soft-deleted versions accepted, sent back until the registry answers. */
    public static final Handling STANDARD =
            new Handling(true, DeletedVersions.ACCEPT, Unresolved.RETRY, Duration.ofSeconds(30));

    /** With records of any size. */
    public Handling(boolean strict, DeletedVersions deleted, Unresolved unresolved, Duration patience) {
        this(strict, deleted, unresolved, patience, Integer.MAX_VALUE);
    }

    /** The patience in nanoseconds; for durations beyond what a long holds, its largest value. */
    public long patienceNanos() {
        return patience.compareTo(LONGEST) < 0 ? patience.toNanos() : Long.MAX_VALUE;
    }
}

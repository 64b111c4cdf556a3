package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * How much one change set may ask for.
 *
 * @param bodyBytes longest request body
 * @param changes most changes
 * @param work most pairs of types that are compared for all of them together
 * @param timeout longest time from the first byte to the verdicts
 */
public record ChangeSetLimits(int bodyBytes, int changes, int work, Duration timeout) {
    /** Where nobody sets others. */
    public static final ChangeSetLimits STANDARD =
            new ChangeSetLimits(64 << 20, 5_000, 100_000_000, Duration.ofSeconds(60));

    /** Why so many changes are too many; empty if they are not. */
    public Optional<Refusal> refusal(int changes) {
        return changes <= this.changes
                ? Optional.empty()
                : Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                        "The change set has more than %d changes (signet.changes.max.changes); send it in several"
                                .formatted(this.changes)));
    }
}

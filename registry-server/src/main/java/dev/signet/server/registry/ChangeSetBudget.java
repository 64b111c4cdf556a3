package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is left of the time that one change set may take. Confined to one thread. */
final class ChangeSetBudget {
    private final ChangeSetLimits limits;
    private final LongSupplier nanos;
    private final long start;

    ChangeSetBudget(ChangeSetLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    boolean isSpent() {
        return nanos.getAsLong() - start > limits.timeout().toNanos();
    }

    /** Why the change set is given up; empty if it is not. */
    Optional<Refusal> refusal() {
        return isSpent()
                ? Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                        "The change set was not judged within %d ms (signet.changes.timeout); nothing was done. Send its changes in several sets"
                                .formatted(limits.timeout().toMillis())))
                : Optional.empty();
    }
}

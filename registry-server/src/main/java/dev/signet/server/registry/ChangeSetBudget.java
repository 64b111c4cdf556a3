package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.compat.PairBudget;
import java.util.Optional;

/** What is left of the time and of the work that one change set may take. Confined to one thread. */
final class ChangeSetBudget {
    private final ChangeSetLimits limits;
    private final PairBudget pairs;
    private final long start = System.nanoTime();

    ChangeSetBudget(ChangeSetLimits limits) {
        this.limits = limits;
        this.pairs = new PairBudget(limits.work());
    }

    /** What all comparisons may take together. */
    PairBudget pairs() {
        return pairs;
    }

    boolean isSpent() {
        return pairs.isSpent() || isLate();
    }

    private boolean isLate() {
        return System.nanoTime() - start > limits.timeout().toNanos();
    }

    /** Why the change set is given up; empty if it is not. */
    Optional<Refusal> refusal() {
        if (pairs.isSpent()) {
            return Optional.of(refusal("would take more than %d pairs of types to compare (signet.changes.max.work)"
                    .formatted(limits.work())));
        }
        return isLate()
                ? Optional.of(refusal("was not judged within %d ms (signet.changes.timeout)"
                        .formatted(limits.timeout().toMillis())))
                : Optional.empty();
    }

    private static Refusal refusal(String what) {
        return ErrorCode.INVALID_SCHEMA.refusal(
                "The change set " + what + "; nothing was done. Send its changes in several sets");
    }
}

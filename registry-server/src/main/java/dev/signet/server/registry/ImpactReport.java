package dev.signet.server.registry;

import dev.signet.server.registry.ImpactVerdict.Outcome;
import java.util.List;

/**
 * What becomes of those who depend on a subject if it changes.
 *
 * @param impact who they are; the verdicts are in the order of its page
 * @param verdicts what becomes of each
 */
public record ImpactReport(Impact impact, List<ImpactVerdict> verdicts) {
    public ImpactReport {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * The verdict on all: {@link Outcome#INCOMPATIBLE} if one is broken, {@link Outcome#COMPATIBLE} only if every
     * dependent there is was judged so, else {@link Outcome#UNDECIDED}.
     */
    public Outcome outcome() {
        if (verdicts.stream()
                .anyMatch(each -> each.outcome() == Outcome.INCOMPATIBLE || each.outcome() == Outcome.INVALID)) {
            return Outcome.INCOMPATIBLE;
        }
        boolean all = impact.complete() && verdicts.size() == impact.total();
        return all && verdicts.stream().allMatch(each -> each.outcome() == Outcome.COMPATIBLE)
                ? Outcome.COMPATIBLE
                : Outcome.UNDECIDED;
    }
}

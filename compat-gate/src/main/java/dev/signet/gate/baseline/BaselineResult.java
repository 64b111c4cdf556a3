package dev.signet.gate.baseline;

import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Round;
import dev.signet.gate.verdict.Stamp;
import java.util.List;

/** What came of judging files by one baseline. */
public sealed interface BaselineResult {
    /** Every file was judged. */
    record Judged(Round round) implements BaselineResult {
        Judged(Stamp stamp, List<Judgement> judgements) {
            this(new Round(stamp, judgements));
        }
    }

    /**
     * Nothing is known, because the baseline cannot be asked.
     *
     * @param name the baseline
     * @param message why, and what to do
     */
    record Unavailable(String name, String message) implements BaselineResult {}

    /**
     * What should be the baseline is none.
     *
     * @param name the baseline
     * @param message why
     */
    record Unreadable(String name, String message) implements BaselineResult {}
}

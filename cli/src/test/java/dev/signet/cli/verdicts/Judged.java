package dev.signet.cli.verdicts;

import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.gate.verdict.Judgement;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.DifferenceJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a schema, whoever it is.
 *
 * @param outcome the verdict
 * @param reasons for an incompatible schema: rule, place, direction, version, sentence and fix of each reason
 */
record Judged(Outcome outcome, List<String> reasons) {
    static final Judged COMPATIBLE = new Judged(Outcome.COMPATIBLE, List.of());
    static final Judged INVALID = new Judged(Outcome.INVALID, List.of());

    /** A verdict. */
    enum Outcome {
        COMPATIBLE,
        INCOMPATIBLE,
        INVALID
    }

    Judged {
        reasons = List.copyOf(reasons);
    }

    static Judged of(Verdict verdict) {
        if (verdict instanceof Verdict.Incompatible incompatible) {
            return incompatible(DifferenceJson.of(incompatible.differences()));
        }
        if (verdict instanceof Verdict.Undecided) {
            throw new AssertionError("a real schema was too complex: " + verdict);
        }
        return COMPATIBLE;
    }

    /** What registration has done, or refused with reasons. */
    static Judged ofRegistration(Answer<?> answer) {
        return answer instanceof Answer.Refused<?> refused ? of(refused.refusal()) : COMPATIBLE;
    }

    /** What the compatibility endpoint reports. */
    static Judged ofReport(Answer<CompatibilityReport> answer) {
        if (answer instanceof Answer.Refused<CompatibilityReport> refused) {
            return of(refused.refusal());
        }
        CompatibilityReport report = answer.asOptional().orElseThrow();
        if (report.compatible()) {
            return COMPATIBLE;
        }
        // The contract has the endpoint answer for what is no schema, too: in words alone.
        return report.differences().isEmpty() ? INVALID : incompatible(DifferenceJson.of(report.differences()));
    }

    /** What the gate says about a file. */
    static Judged of(Judgement judgement) {
        return switch (judgement.outcome()) {
            case NEW, UNCHANGED, COMPATIBLE -> COMPATIBLE;
            case INVALID -> INVALID;
            case INCOMPATIBLE -> incompatible(DifferenceJson.of(judgement.differences()));
            case REFUSED, BLOCKED -> throw new AssertionError("no verdict but " + judgement);
        };
    }

    /** What came of a change of a set. */
    static Judged of(ChangeReply change) {
        if (!"REFUSED".equals(change.outcome())) {
            return COMPATIBLE;
        }
        List<DifferenceJson> details = change.details() == null ? List.of() : change.details();
        return of(change.errorCode(), details, change.message());
    }

    private static Judged of(Refusal refusal) {
        List<Difference> differences = refusal.differences();
        return of(refusal.code().code(), DifferenceJson.of(differences), refusal.message());
    }

    private static Judged of(@Nullable Integer code, List<DifferenceJson> details, @Nullable String message) {
        if (code != null && code == ErrorCode.INVALID_SCHEMA.code()) {
            return INVALID;
        }
        if (code != null && code == ErrorCode.INCOMPATIBLE_SCHEMA.code()) {
            return incompatible(details);
        }
        throw new AssertionError("no verdict but " + code + ": " + message);
    }

    private static Judged incompatible(List<DifferenceJson> differences) {
        return new Judged(
                Outcome.INCOMPATIBLE,
                differences.stream()
                        .map(each -> each.rule() + " " + each.path() + " " + each.direction() + " version "
                                + each.version() + ": " + each.explanation() + " To fix it: " + each.fix())
                        .toList());
    }
}

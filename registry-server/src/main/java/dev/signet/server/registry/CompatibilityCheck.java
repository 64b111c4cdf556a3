package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.LegacyMessages;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.registration.ComparisonRules;
import dev.signet.schema.registration.ComparisonRules.LiveVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the one checker, with the level in force and the versions that count. */
final class CompatibilityCheck {
    private final CompatibilityChecker checker;

    CompatibilityCheck(RegistrySettings.Doubts doubts) {
        checker =
                new CompatibilityChecker(doubts == RegistrySettings.Doubts.REFUSE ? Mismatch.Rule.DOUBTFUL : Set.of());
    }

    /**
     * Judges a schema against versions of its subject.
     *
     * @param rows the versions that may count, newest first
     */
    Step<CompatibilityReport> report(Situation situation, List<VersionRow> rows, Candidate candidate) {
        ComparisonRules rules = new ComparisonRules(situation.config());
        List<VersionRow> counting = rules.counting(rows);
        if (counting.isEmpty()) {
            return Step.ready(report(new Verdict.Compatible(), rules));
        }
        return situation.parsed(counting).then(contents -> {
            Verdict verdict = rules.verdict(
                    checker.within(situation.draft().budget()),
                    candidate.schema(),
                    candidate.parsed(),
                    history(counting, contents));
            return verdict instanceof Verdict.Undecided undecided
                    ? Step.refused(refusal(undecided))
                    : Step.ready(report(verdict, rules));
        });
    }

    /** What nobody can decide is never taken for compatible. */
    static Refusal refusal(Verdict.Undecided undecided) {
        Difference reason = undecided.reason();
        Refusal plain = ErrorCode.INVALID_SCHEMA.refusal(reason.explanation() + " " + reason.fix());
        return new Refusal(plain.code(), plain.message(), List.of(reason));
    }

    /** Why a schema may not be registered; empty if it may. */
    static Optional<Refusal> refusal(Subject subject, CompatibilityReport report) {
        if (!(report.verdict() instanceof Verdict.Incompatible incompatible)) {
            return Optional.empty();
        }
        Refusal plain = ErrorCode.INCOMPATIBLE_SCHEMA.refusal(
                subject.qualified(), LegacyMessages.of(incompatible, report.validateFields()));
        return Optional.of(new Refusal(plain.code(), plain.message(), incompatible.differences()));
    }

    private static List<LiveVersion> history(List<VersionRow> rows, List<ParsedContent> contents) {
        List<LiveVersion> history = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            VersionRow row = rows.get(i);
            ParsedContent content = contents.get(i);
            history.add(
                    new LiveVersion(row.version(), row.id(), content.content().schema(), content.parsed()));
        }
        return history;
    }

    private static CompatibilityReport report(Verdict verdict, ComparisonRules rules) {
        return new CompatibilityReport(verdict, rules.level(), rules.validatesFields());
    }
}

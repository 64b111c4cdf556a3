package dev.signet.gate.report;

import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Outcome;
import dev.signet.schema.Version;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Phrases that several reports share. */
final class Words {
    private Words() {}

    /** {@code new}, {@code compatible} and so on. */
    static String outcome(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The subject, and the version that a finding is about. */
    static String about(Finding finding) {
        return finding.subject().qualified()
                + finding.detail().version().map(version -> " v" + version).orElse("");
    }

    /** The sentence, with what the reader should know of its weight before it. */
    static String weighed(Finding finding) {
        String before = finding.waiver()
                .map(waiver ->
                        "waived until %s by %s (%s): ".formatted(waiver.expires(), waiver.approver(), waiver.reason()))
                .orElseGet(() -> switch (finding.severity()) {
                    case WARNING -> "warning: ";
                    case INFO -> "info: ";
                    default -> "";
                });
        return before + finding.message();
    }

    /** By file and place. */
    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> finding.place().path())
                        .thenComparingInt(finding -> finding.place().position().line())
                        .thenComparingInt(finding -> finding.place().position().column()))
                .toList();
    }

    /** The version that a file is or would be, if one baseline says so. */
    static Optional<Version> version(FileResult file) {
        return file.judgements().stream()
                .flatMap(judgement -> judgement.version().stream())
                .findFirst();
    }

    /** In which order a change is deployed; empty if it changes nothing, or for all that is known. */
    static Optional<DeploymentOrder> order(FileResult file) {
        return file.judgements().stream()
                .flatMap(judgement -> order(judgement).stream())
                .findFirst();
    }

    static Optional<DeploymentOrder> order(Judgement judgement) {
        return judgement
                .schemas()
                .comparison()
                .filter(comparison -> !comparison.changes().listed().isEmpty())
                .map(comparison -> comparison.order());
    }

    /** How many of what. */
    static String summary(GateResult.Checked checked) {
        StringBuilder text = new StringBuilder(checked.files().size() + " checked");
        for (Outcome outcome : Outcome.values()) {
            long count = checked.files().stream()
                    .filter(file -> file.outcome() == outcome)
                    .count();
            if (count > 0) {
                text.append(", ").append(count).append(' ').append(outcome(outcome));
            }
        }
        long waived = checked.findings().stream()
                .filter(finding -> finding.waiver().isPresent())
                .count();
        return waived == 0 ? text.toString() : text + ", " + waived + " waived";
    }
}

package dev.signet.gate.report;

import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.Outcome;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import java.util.List;

/** A comment for a pull request; its first line lets a bot find the one that it wrote before. */
final class MarkdownReport {
    private final ReportView view;
    private final StringBuilder text = new StringBuilder("<!-- signet-gate -->\n## Schema compatibility\n\n");

    MarkdownReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        if (result instanceof GateResult.Checked checked) {
            checked(checked);
        } else {
            text.append(result instanceof GateResult.Unreadable ? "**Unreadable input**\n\n" : "**Not checked**\n\n");
            result.messages()
                    .forEach(message ->
                            text.append("- ").append(escaped(message)).append('\n'));
        }
        return text.toString();
    }

    private void checked(GateResult.Checked checked) {
        text.append("**").append(checked.exitCode() == 0 ? "Passed" : "Refused").append("**: ");
        text.append(Words.summary(checked)).append(".\n");
        List<FileResult> changed = checked.files().stream()
                .filter(file -> file.outcome() != Outcome.UNCHANGED)
                .toList();
        if (!changed.isEmpty()) {
            text.append("\n| Subject | Verdict | Level | Deployment |\n|---|---|---|---|\n");
            changed.forEach(this::row);
        }
        if (!checked.findings().isEmpty()) {
            text.append("\n| Where | Rule | What | Fix |\n|---|---|---|---|\n");
            Words.sorted(checked.findings()).forEach(this::row);
        }
        text.append('\n');
        checked.stamps().forEach(this::stamp);
        checked.notes().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    }

    private void row(FileResult file) {
        String version = Words.version(file).map(number -> " v" + number).orElse("");
        text.append("| `%s`%s | %s | %s | %s |\n"
                .formatted(
                        file.file().subject(),
                        file.outcome().refuses() ? "" : version,
                        Words.outcome(file.outcome()),
                        file.judgements().get(0).level().map(Enum::name).orElse(""),
                        escaped(Words.order(file).map(DeploymentOrder::advice).orElse(""))));
    }

    private void row(Finding finding) {
        text.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        view.place(finding.place()),
                        finding.rule(),
                        escaped(Words.about(finding) + ": " + Words.weighed(finding)),
                        escaped(finding.fix())));
    }

    private void stamp(Stamp stamp) {
        String mark = stamp.mark().isEmpty() ? "" : " at `" + stamp.mark() + "`";
        text.append("- against `").append(stamp.name()).append('`').append(mark);
        stamp.notes().forEach(note -> text.append("; ").append(escaped(note)));
        text.append('\n');
    }

    private static String escaped(String words) {
        return words.replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>");
    }
}

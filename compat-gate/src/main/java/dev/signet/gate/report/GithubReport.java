package dev.signet.gate.report;

import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;

/** Workflow commands that GitHub shows as annotations on the changed lines. */
final class GithubReport {
    private final ReportView view;
    private final StringBuilder text = new StringBuilder();

    GithubReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        if (result instanceof GateResult.Checked checked) {
            Words.sorted(checked.findings()).forEach(this::finding);
            text.append(Words.summary(checked)).append('\n');
        } else {
            String title = result instanceof GateResult.Unreadable ? "unreadable input" : "not checked";
            result.messages()
                    .forEach(message -> text.append("::error title=")
                            .append(title)
                            .append("::")
                            .append(escaped(message))
                            .append('\n'));
        }
        return text.toString();
    }

    private void finding(Finding finding) {
        String command = finding.shuts()
                ? "error"
                : switch (finding.severity()) {
                    case INFO -> "notice";
                    default -> "warning";
                };
        String fix = finding.fix().isEmpty() ? "" : " " + finding.fix();
        text.append("::%s file=%s,line=%d,col=%d,title=%s::%s\n"
                .formatted(
                        command,
                        property(view.path(finding.place().path())),
                        finding.place().position().line(),
                        finding.place().position().column(),
                        property(finding.rule() + " " + Words.about(finding)),
                        escaped(Words.weighed(finding) + fix)));
    }

    private static String escaped(String message) {
        return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String value) {
        return escaped(value).replace(":", "%3A").replace(",", "%2C");
    }
}

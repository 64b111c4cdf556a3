package dev.signet.gate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;

/** GitLab's code quality report. */
final class GitlabReport {
    private final ReportView view;

    GitlabReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        ArrayNode issues = JsonNodeFactory.instance.arrayNode();
        if (result instanceof GateResult.Checked checked) {
            Words.sorted(checked.findings()).forEach(finding -> issue(issues.addObject(), finding));
        } else {
            result.messages()
                    .forEach(message -> location(
                            issues.addObject()
                                    .put("description", message)
                                    .put("check_name", "NOT_CHECKED")
                                    .put("fingerprint", Integer.toHexString(message.hashCode()))
                                    .put("severity", "blocker"),
                            view.path(""),
                            1));
        }
        return JsonReport.written(issues);
    }

    private void issue(ObjectNode node, Finding finding) {
        String fix = finding.fix().isEmpty() ? "" : " " + finding.fix();
        node.put("description", Words.about(finding) + ": " + Words.weighed(finding) + fix)
                .put("check_name", finding.rule())
                .put("fingerprint", Fingerprint.of(finding))
                .put("severity", severity(finding));
        location(
                node,
                view.path(finding.place().path()),
                finding.place().position().line());
    }

    private static void location(ObjectNode node, String path, int line) {
        node.putObject("location").put("path", path).putObject("lines").put("begin", line);
    }

    private static String severity(Finding finding) {
        if (finding.waiver().isPresent()) {
            return "info";
        }
        return switch (finding.severity()) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            default -> "info";
        };
    }
}

package dev.signet.gate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.gate.config.Severity;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.GateRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** For code scanning: SARIF 2.1.0, a rule each with its help, a result each with its place and fingerprint. */
final class SarifReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final ReportView view;

    SarifReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        ObjectNode root = JSON.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "signet-gate").put("version", view.version());
        List<Finding> findings =
                result instanceof GateResult.Checked checked ? Words.sorted(checked.findings()) : List.of();
        List<String> rules =
                findings.stream().map(Finding::rule).distinct().sorted().toList();
        ArrayNode described = driver.putArray("rules");
        rules.forEach(rule -> rule(described.addObject(), rule));
        invocation(run.putArray("invocations").addObject(), result);
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> result(results.addObject(), finding, rules.indexOf(finding.rule())));
        return JsonReport.written(root);
    }

    private static void rule(ObjectNode node, String rule) {
        node.put("id", rule);
        node.putObject("shortDescription").put("text", GateRule.help(rule));
        node.putObject("help").put("text", GateRule.help(rule));
    }

    private static void invocation(ObjectNode node, GateResult result) {
        node.put("executionSuccessful", result instanceof GateResult.Checked).put("exitCode", result.exitCode());
        List<String> messages = result.messages();
        if (!messages.isEmpty()) {
            ArrayNode notifications = node.putArray("toolExecutionNotifications");
            messages.forEach(message -> notifications
                    .addObject()
                    .put("level", "error")
                    .putObject("message")
                    .put("text", message));
        }
    }

    private void result(ObjectNode node, Finding finding, int rule) {
        node.put("ruleId", finding.rule()).put("ruleIndex", rule).put("level", level(finding.severity()));
        String fix = finding.fix().isEmpty() ? "" : " " + finding.fix();
        node.putObject("message").put("text", Words.about(finding) + ": " + finding.message() + fix);
        ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation")
                .put("uri", uri(view.path(finding.place().path())))
                .put("uriBaseId", "%SRCROOT%");
        physical.putObject("region")
                .put("startLine", finding.place().position().line())
                .put("startColumn", finding.place().position().column());
        node.putObject("partialFingerprints").put("signetGate/v1", Fingerprint.of(finding));
        finding.waiver()
                .ifPresent(waiver -> node.putArray("suppressions")
                        .addObject()
                        .put("kind", "external")
                        .put("status", "accepted")
                        .put(
                                "justification",
                                "%s (%s, until %s)".formatted(waiver.reason(), waiver.approver(), waiver.expires())));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            default -> "note";
        };
    }

    private static String uri(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}

package dev.signet.gate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Outcome;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.compat.Reason;
import dev.signet.schema.compat.SchemaComparison;
import java.util.List;
import java.util.Locale;

/** For programs: everything, in a form that has a number. */
final class JsonReport {
    /** Raised when a field changes its meaning or goes; new fields may come any time. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportView view;

    JsonReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        root.putObject("tool").put("name", "signet-gate").put("version", view.version());
        root.put("exitCode", result.exitCode());
        if (result instanceof GateResult.Checked checked) {
            checked(root, checked);
        } else {
            errors(
                    root,
                    result instanceof GateResult.Unreadable ? "unreadable input" : "not checked",
                    result.messages());
        }
        return written(root);
    }

    /** A tree as text, with its last line end. */
    static String written(JsonNode root) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings and numbers could not be written", impossible);
        }
    }

    private static void errors(ObjectNode root, String what, List<String> messages) {
        root.put("error", what + ": " + String.join("; ", messages));
        ArrayNode errors = root.putArray("errors");
        messages.forEach(errors::add);
    }

    private void checked(ObjectNode root, GateResult.Checked checked) {
        ArrayNode baselines = root.putArray("baselines");
        checked.stamps().forEach(stamp -> baseline(baselines.addObject(), stamp));
        summary(root.putObject("summary"), checked);
        ArrayNode results = root.putArray("results");
        checked.files().forEach(file -> file(results.addObject(), file, checked.stamps()));
        ArrayNode findings = root.putArray("findings");
        Words.sorted(checked.findings()).forEach(finding -> finding(findings.addObject(), finding));
        ArrayNode notes = root.putArray("notes");
        checked.notes().forEach(notes::add);
    }

    private static void baseline(ObjectNode node, Stamp stamp) {
        node.put("kind", stamp.kind()).put("name", stamp.name()).put("mark", stamp.mark());
        ArrayNode notes = node.putArray("notes");
        stamp.notes().forEach(notes::add);
    }

    private static void summary(ObjectNode node, GateResult.Checked checked) {
        node.put("checked", checked.files().size());
        for (Outcome outcome : Outcome.values()) {
            node.put(
                    Words.outcome(outcome),
                    checked.files().stream()
                            .filter(file -> file.outcome() == outcome)
                            .count());
        }
        node.put(
                "waived",
                checked.findings().stream()
                        .filter(finding -> finding.waiver().isPresent())
                        .count());
    }

    private void file(ObjectNode node, FileResult file, List<Stamp> stamps) {
        node.put("path", view.path(file.file().path()))
                .put("subject", file.file().subject().qualified())
                .put("schema", file.hash())
                .put("outcome", Words.outcome(file.outcome()));
        ArrayNode against = node.putArray("against");
        for (int i = 0; i < stamps.size(); i++) {
            judgement(
                    against.addObject().put("baseline", stamps.get(i).name()),
                    file.judgements().get(i));
        }
    }

    private static void judgement(ObjectNode node, Judgement judgement) {
        node.put("outcome", Words.outcome(judgement.outcome()));
        judgement.level().ifPresent(level -> node.put("level", level.name()));
        judgement.version().ifPresent(version -> node.put("version", version.number()));
        if (!judgement.message().isEmpty()) {
            node.put("message", judgement.message());
        }
        judgement.schemas().comparison().ifPresent(comparison -> {
            node.put("deploymentOrder", comparison.order().name())
                    .put("advice", comparison.order().advice());
            reading(node.putObject("newReadsLatest"), comparison.backward());
            reading(node.putObject("latestReadsNew"), comparison.forward());
        });
    }

    private static void reading(ObjectNode node, SchemaComparison.Reading reading) {
        node.put("readable", reading.readable());
        ArrayNode reasons = node.putArray("reasons");
        for (Reason reason : reading.reasons()) {
            reasons.addObject()
                    .put("rule", reason.mismatch().rule().name())
                    .put("pointer", reason.mismatch().pointer())
                    .put("message", reason.explanation());
        }
    }

    private void finding(ObjectNode node, Finding finding) {
        node.put("rule", finding.rule())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("path", view.path(finding.place().path()))
                .put("line", finding.place().position().line())
                .put("column", finding.place().position().column())
                .put("subject", finding.subject().qualified());
        finding.detail().version().ifPresent(version -> node.put("version", version.number()));
        finding.detail().direction().ifPresent(direction -> node.put("direction", direction.name()));
        if (!finding.detail().pointer().isEmpty()) {
            node.put("pointer", finding.detail().pointer())
                    .put("reader", finding.detail().reader())
                    .put("writer", finding.detail().writer());
        }
        node.put("message", finding.message()).put("fix", finding.fix());
        ArrayNode baselines = node.putArray("baselines");
        finding.baselines().forEach(baselines::add);
        finding.waiver()
                .ifPresent(waiver -> node.putObject("waiver")
                        .put("reason", waiver.reason())
                        .put("approver", waiver.approver())
                        .put("expires", waiver.expires().toString()));
    }
}

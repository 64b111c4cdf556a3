package dev.signet.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A {@link GateResult} as text for people or JSON for machines. */
public final class GateReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GateReport() {}

    /** One line a file, with the reasons and warnings indented below it, and a closing line. */
    public static String text(GateResult result) {
        if (result instanceof GateResult.Checked checked) {
            StringBuilder text = new StringBuilder();
            for (Finding finding : checked.findings()) {
                text.append(finding.path())
                        .append(": ")
                        .append(word(finding))
                        .append(' ')
                        .append(finding.subject())
                        .append(finding.kind().refuses() ? "\n  " : ": ")
                        .append(finding.message().replace("\n", "\n  "))
                        .append('\n');
                finding.warnings()
                        .forEach(warning ->
                                text.append("  warning: ").append(warning).append('\n'));
            }
            long refused = checked.findings().stream()
                    .filter(finding -> finding.kind().refuses())
                    .count();
            return text.append(checked.findings().size())
                    .append(" checked, ")
                    .append(refused)
                    .append(" refused\n")
                    .toString();
        }
        return result instanceof GateResult.Unreadable unreadable
                ? "unreadable input: " + unreadable.message() + "\n"
                : "not checked: " + ((GateResult.NotChecked) result).message() + "\n";
    }

    /** {@code {"exitCode":…, "findings":[{kind, path, subject, message, warnings}]}}, or {@code error} instead of findings. */
    public static String json(GateResult result) {
        ObjectNode root = JSON.createObjectNode().put("exitCode", result.exitCode());
        if (result instanceof GateResult.Checked checked) {
            ArrayNode findings = root.putArray("findings");
            for (Finding finding : checked.findings()) {
                ArrayNode warnings = findings.addObject()
                        .put("kind", word(finding))
                        .put("path", finding.path().toString())
                        .put("subject", finding.subject().qualified())
                        .put("message", finding.message())
                        .putArray("warnings");
                finding.warnings().forEach(warnings::add);
            }
        } else {
            root.put("error", text(result).strip());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings and numbers could not be written", impossible);
        }
    }

    private static String word(Finding finding) {
        return finding.kind().name().toLowerCase(Locale.ROOT);
    }
}

package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.Difference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Say whether a schema may be registered now, and every reason if not."
                + " Writes nothing: types in --schema-dir must be registered already.")
final class CheckCommand extends RegistryCommand {
    @Mixin
    SchemaInput input = new SchemaInput();

    CheckCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        Subject subject = Subject.parse(input.subject);
        return when(
                input.folder()
                        .findReferences(input.text(), opened, input.normalization())
                        .then(schema -> opened.check(subject, schema, input.normalization())),
                report -> print(subject, report));
    }

    private ExitCode print(Subject subject, CompatibilityReport report) {
        if (json.wanted) {
            ObjectNode data = JsonNodeFactory.instance
                    .objectNode()
                    .put("subject", subject.qualified())
                    .put("compatible", report.compatible());
            ArrayNode messages = data.putArray("messages");
            report.messages().forEach(messages::add);
            data.set("details", ImpactJson.of(report.differences()));
            data.set("warnings", ImpactJson.of(report.warnings()));
            session.console().json(data);
        } else {
            session.console().line(subject + (report.compatible() ? ": compatible" : ": incompatible"));
            printReasons(report);
            report.warnings().forEach(warning -> print("warning: ", warning));
        }
        return report.compatible() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void printReasons(CompatibilityReport report) {
        if (report.differences().isEmpty()) {
            report.messages().stream()
                    .filter(CheckCommand::isReason)
                    .forEach(message -> session.console().line("  " + message));
        }
        report.differences().forEach(difference -> print("", difference));
    }

    private void print(String prefix, Difference difference) {
        session.console().line("  " + prefix + difference.explanation());
        session.console().line("    to fix it: " + difference.fix());
    }

    /** Other registries send words alone, and the whole old schema and the settings among them; --json shows them. */
    private static boolean isReason(String message) {
        return !message.startsWith("{oldSchema:") && !message.startsWith("{validateFields:");
    }
}

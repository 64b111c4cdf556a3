package dev.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.cli.input.TextFile;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry.Applying;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Register many schemas and change settings as one set, all or none."
                + " The file is JSON: {\"changes\": [{\"subject\": ..., \"schema\": ...}, {\"config\": ...}]}.")
final class ApplyCommand extends RegistryCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "FILE", description = "The changes, or '-' for standard input.")
    String file = "";

    @Option(names = "--dry-run", description = "Only say what would come of it; nothing is written.")
    boolean dryRun;

    ApplyCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        byte[] body = TextFile.read(file).getBytes(StandardCharsets.UTF_8);
        Applying applying = dryRun ? Applying.DRY_RUN : Applying.ALL_OR_NONE;
        return askSignet(signet -> when(signet.changes(body, applying), this::print));
    }

    private ExitCode print(ChangeSetReply reply) {
        if (json.wanted) {
            printJson(reply);
        } else {
            changes(reply).forEach(this::print);
            session.console().say(summary(reply));
        }
        return reply.accepted() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void printJson(ChangeSetReply reply) {
        try {
            session.console().json(JSON.readTree(RestJson.bytes(reply)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void print(ChangeReply change) {
        String name = change.subject() == null ? "the default context" : change.subject();
        session.console().line(name + ": " + outcome(change));
        shown(change.details()).forEach(difference -> {
            session.console().line("  version " + difference.version() + ": " + difference.explanation());
            session.console().line("    to fix it: " + difference.fix());
        });
        shown(change.warnings()).forEach(warning -> session.console().line("  warning: " + warning.explanation()));
    }

    private static String outcome(ChangeReply change) {
        String id = change.id() == null ? "" : ", id " + change.id();
        return switch (String.valueOf(change.outcome())) {
            case "NEW" -> "new version " + change.version() + id;
            case "EXISTING" -> "is version " + change.version() + id + " already";
            case "CONFIGURED" -> "settings changed";
            default -> "refused (" + change.errorCode() + "): " + reason(change);
        };
    }

    /** The contract repeats the whole old schema in its message, which the differences say better. */
    private static String reason(ChangeReply change) {
        String message = String.valueOf(change.message());
        int details = message.indexOf(Console.DETAILS);
        return details >= 0 && !shown(change.details()).isEmpty() ? message.substring(0, details) : message;
    }

    private static String summary(ChangeSetReply reply) {
        int count = changes(reply).size();
        if (!reply.accepted()) {
            return "Refused; nothing was applied.";
        }
        return reply.applied() ? "Applied " + count + " changes." : "All " + count + " changes would be applied.";
    }

    private static List<ChangeReply> changes(ChangeSetReply reply) {
        return reply.changes() == null ? List.of() : reply.changes();
    }

    private static List<DifferenceJson> shown(@Nullable List<DifferenceJson> differences) {
        return differences == null ? List.of() : differences;
    }
}

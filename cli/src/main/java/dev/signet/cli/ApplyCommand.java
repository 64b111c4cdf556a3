package dev.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.cli.input.TextFile;
import dev.signet.cli.input.UnreadableInput;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry;
import dev.signet.client.SignetRegistry.Applying;
import dev.signet.gate.FolderChanges;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Register many schemas and change settings as one set, all or none."
                + " The file is JSON: {\"changes\": [{\"subject\": ..., \"schema\": ...}, {\"config\": ...}]};"
                + " a folder stands for all schemas below it, as the gate has judged them.")
final class ApplyCommand extends RegistryCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "FILE", description = "The changes, '-' for standard input, or a folder.")
    String file = "";

    @Option(names = "--dry-run", description = "Only say what would come of it; nothing is written.")
    boolean dryRun;

    @Option(
            names = "--subject",
            paramLabel = "TEMPLATE",
            description = "For a folder: how subjects are named after files, as with the gate.")
    @Nullable
    String template;

    @Option(
            names = "--require-cursor",
            paramLabel = "CURSOR",
            description = "For a folder: refuse if what the verdict of this cursor depended on has changed since.")
    @Nullable
    String cursor;

    @Option(names = "--author", paramLabel = "NAME", description = "Who is written down as the one who registers.")
    @Nullable
    String author;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Where the schemas come from, such as the commit; written down beside the author.")
    @Nullable
    String source;

    ApplyCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        byte[] body = body();
        Applying applying = dryRun ? Applying.DRY_RUN : Applying.ALL_OR_NONE;
        Map<String, String> claims = claims();
        if (claims.isEmpty()) {
            return askSignet(signet -> when(signet.changes(body, applying), this::print));
        }
        try (SignetRegistry signet = Registries.ownOver(registry.address, claims)) {
            return when(signet.changes(body, applying), this::print);
        } catch (IllegalArgumentException notSendable) {
            throw new UnreadableInput("--author and --source are sent as headers: " + notSendable.getMessage());
        }
    }

    private Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        Optional.ofNullable(author).ifPresent(name -> claims.put("X-Signet-Author", name));
        Optional.ofNullable(source).ifPresent(text -> claims.put("X-Signet-Source", text));
        return claims;
    }

    private byte[] body() {
        boolean folder = !file.equals("-") && Files.isDirectory(Path.of(file));
        if (!folder && (template != null || cursor != null)) {
            throw new UnreadableInput(file + " is no folder; --subject and --require-cursor are for folders,"
                    + " a file of changes names its subjects and its 'cursor' itself.");
        }
        if (!folder) {
            return TextFile.read(file).getBytes(StandardCharsets.UTF_8);
        }
        FolderChanges.Result changes =
                FolderChanges.of(Path.of(file), Optional.ofNullable(template), Optional.ofNullable(cursor));
        if (changes instanceof FolderChanges.Result.Unreadable unreadable) {
            throw new UnreadableInput(String.join("\n", unreadable.messages()));
        }
        return ((FolderChanges.Result.Ready) changes).body();
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

package dev.signet.cli;

import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.input.TextFile;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.Reason;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.compat.SchemaComparison.Reading;
import dev.signet.schema.compat.SchemaComparison.Side;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.rest.DiffReply;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "diff",
        description = "Say what differs between two versions of a subject, between two files, or between any two"
                + " schemas that the registry is told of; whether each side"
                + " can read the other; and whether consumers or producers may move first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:compared, and some order of deployment is safe",
            "1:compared, and neither side can read the other; or refused",
            "2:wrong usage, or a file that cannot be read",
            "3:the registry could not be reached",
            "70:a fault in signet itself"
        })
final class DiffCommand extends RegistryCommand {
    @Parameters(
            arity = "0..3",
            paramLabel = "SUBJECT [FROM] [TO]",
            description = "The subject and two of its versions, or 'latest' (default: the latest version and the one"
                    + " before it). With --file: two files, of which one may be - for standard input.")
    List<String> named = List.of();

    @Option(names = "--file", description = "Compare two files; no registry is asked.")
    boolean files;

    @Nullable
    @Option(
            names = "--schema-dir",
            paramLabel = "DIR",
            description =
                    "Folder of .avsc files that hold the types that the files only name; with --from and --to they"
                            + " must be registered already.")
    Path folder;

    @Nullable
    @Option(
            names = "--from",
            paramLabel = "SIDE",
            converter = DiffSideInput.Reading.class,
            description = "With --to: let the registry compare any two schemas, each given as file=PATH, id=NUMBER,"
                    + " SUBJECT or SUBJECT:VERSION. This is the older one.")
    DiffSideInput from;

    @Nullable
    @Option(
            names = "--to",
            paramLabel = "SIDE",
            converter = DiffSideInput.Reading.class,
            description = "The newer one.")
    DiffSideInput to;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    DiffCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        if (files) {
            if (named.size() != 2) {
                throw wrong("Name two files after --file, got " + named.size());
            }
            return when(betweenFiles(named.get(0), named.get(1)), this::print);
        }
        if (from != null && to != null && named.isEmpty()) {
            return betweenSides(from, to, opened);
        }
        if (from != null || to != null || named.isEmpty()) {
            throw wrong("Name a subject, or two files after --file, or two schemas with --from and --to");
        }
        Subject subject = Subject.parse(named.get(0));
        Optional<VersionSelector> older = named.size() > 1 ? Optional.of(version(named.get(1))) : Optional.empty();
        VersionSelector newer = named.size() > 2 ? version(named.get(2)) : VersionSelector.LATEST;
        return askSignet(signet -> when(signet.diff(subject, older, newer), this::print));
    }

    private ExitCode betweenSides(DiffSideInput older, DiffSideInput newer, SchemaRegistry opened) {
        return askSignet(signet -> when(
                older.side(types(), opened)
                        .then(before -> newer.side(types(), opened).then(after -> signet.diff(before, after))),
                this::print));
    }

    private SchemaFolder types() {
        return folder == null ? SchemaFolder.EMPTY : SchemaFolder.read(folder);
    }

    private VersionSelector version(String written) {
        return VersionSelector.parse(written)
                .orElseThrow(() ->
                        wrong("'" + written + "' is not a version, a number or 'latest'" + " (--file compares files)"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Answer<SchemaComparison> betweenFiles(String older, String newer) {
        SchemaFolder types = types();
        return side(older, types)
                .then(before -> side(newer, types).then(after -> SchemaComparison.between(before, after)));
    }

    private static Answer<Side> side(String file, SchemaFolder types) {
        String text = TextFile.read(file);
        ParseResult result = new AvroFormat().parse(text, types.dependencies(text), Strictness.STORED);
        return result instanceof ParseResult.Parsed parsed
                ? Answer.done(new Side(ComparedSchema.TEXT, parsed.schema()))
                : ErrorCode.INVALID_SCHEMA.refused(file + ": " + ((ParseResult.Invalid) result).reason());
    }

    private ExitCode print(SchemaComparison comparison) {
        if (json.wanted) {
            session.console().line(new String(RestJson.bytes(DiffReply.of(comparison)), StandardCharsets.UTF_8));
        } else {
            printForPeople(comparison);
        }
        return comparison.order() == DeploymentOrder.NONE ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void printForPeople(SchemaComparison comparison) {
        String older = comparison.older().words(comparison.newer(), "the older schema");
        String newer = comparison.newer().words(comparison.older(), "the newer schema");
        String subject = comparison.newer().subject().map(name -> name + ", ").orElse("");
        session.console().line(subject + "from " + older + " to " + newer + ":");
        comparison.changes().listed().forEach(change -> session.console().line("  " + change));
        if (comparison.changes().listed().isEmpty()) {
            session.console().line("  nothing differs");
        }
        if (!comparison.changes().complete()) {
            session.console().line("  … and more, which was not looked at");
        }
        print(comparison.backward(), newer, older);
        print(comparison.forward(), older, newer);
        session.console().line(comparison.order().advice());
    }

    private void print(Reading reading, String reader, String writer) {
        String can = reading.readable() ? "can" : "cannot";
        session.console().line("Consumers on %s %s read records written with %s.".formatted(reader, can, writer));
        reading.reasons().forEach(reason -> print("", reason));
        reading.warnings().forEach(warning -> print("warning: ", warning));
    }

    private void print(String prefix, Reason reason) {
        session.console().line("  " + prefix + reason.explanation());
        session.console().line("    to fix it: " + reason.fix());
    }
}

package dev.signet.cli;

import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.input.TextFile;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SignetRegistry.Dependent;
import dev.signet.client.SignetRegistry.Impact;
import dev.signet.client.SignetRegistry.Judgement;
import dev.signet.client.SignetRegistry.Outcome;
import dev.signet.client.SignetRegistry.Page;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "impact",
        description = "List the subjects that take types from a subject, directly or not; with a file, also say what"
                + " becomes of each if that were the subject's next schema. Writes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:listed; with a file: every one of them stays compatible",
            "1:with a file: at least one breaks, or is undecided; or refused",
            "2:wrong usage, or a file that cannot be read",
            "3:the registry could not be reached",
            "70:a fault in signet itself"
        })
final class ImpactCommand extends RegistryCommand {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The subject.")
    String subject = "";

    @Nullable
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A schema that the subject may get, or - for standard input.")
    String file;

    @Option(
            names = "--reference",
            paramLabel = "NAME=SUBJECT:VERSION",
            converter = SchemaInput.Reference.class,
            description =
                    "A type that the schema takes from a version of another subject (or 'latest'). May be repeated.")
    List<SchemaReference> references = new ArrayList<>();

    @Nullable
    @Option(
            names = "--schema-dir",
            paramLabel = "DIR",
            description = "Folder of .avsc files that hold the types that the schema only names; they must be"
                    + " registered already.")
    Path folder;

    @Option(
            names = "--offset",
            paramLabel = "N",
            description = "Leave out the first N of them (default: ${DEFAULT-VALUE}).")
    int offset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "List at most N (default: as many as the registry gives at a time).")
    int limit = -1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    ImpactCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        if (offset < 0) {
            throw new ParameterException(spec.commandLine(), "--offset is 0 or more, got " + offset);
        }
        Page page = new Page(offset, limit);
        Subject named = Subject.parse(subject);
        if (file == null) {
            return askSignet(signet -> when(signet.impact(named, page), this::print));
        }
        SchemaFolder types = folder == null ? SchemaFolder.EMPTY : SchemaFolder.read(folder);
        SchemaText text = SchemaText.avro(TextFile.read(file), references);
        return askSignet(signet -> when(
                types.findReferences(text, opened, Normalize.NO)
                        .then(schema -> signet.impact(named, schema, Normalize.NO, page)),
                this::print));
    }

    private ExitCode print(Impact impact) {
        if (json.wanted) {
            session.console().json(ImpactJson.of(impact));
        } else {
            impact.dependents().forEach(this::print);
            printEnd(impact);
        }
        boolean fine =
                impact.outcome().map(outcome -> outcome == Outcome.COMPATIBLE).orElse(true);
        return fine ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(Dependent dependent) {
        String way = dependent.path().stream()
                .map(step -> step.name() + " of " + step.subject() + " version " + step.version())
                .collect(Collectors.joining(", "));
        String verdict = dependent
                .judgement()
                .map(judgement ->
                        ": " + judgement.outcome().name().toLowerCase(Locale.ROOT) + " at level " + judgement.level())
                .orElse("");
        session.console().line(dependent.subject() + " version " + dependent.version() + verdict);
        session.console().line("  takes " + way);
        dependent.judgement().ifPresent(this::print);
    }

    private void print(Judgement judgement) {
        if (!judgement.message().isEmpty()) {
            session.console().line("  " + judgement.message());
        }
        judgement.differences().forEach(difference -> print("", difference));
        judgement.warnings().forEach(warning -> print("warning: ", warning));
    }

    private void print(String prefix, Difference difference) {
        session.console().line("  " + prefix + difference.explanation());
        session.console().line("    to fix it: " + difference.fix());
    }

    private String part(int shown, int total) {
        String range = "Shown are " + (offset + 1) + " to " + (offset + shown) + " of " + total;
        return range + (offset + shown < total ? "; --offset=" + (offset + shown) + " shows the next." : ".");
    }

    private void printEnd(Impact impact) {
        if (impact.total() == 0 && impact.complete()) {
            session.console().line("Nobody depends on " + impact.subject() + ".");
        }
        int shown = impact.dependents().size();
        if (impact.total() > shown) {
            session.console().say(shown == 0 ? "There are only " + impact.total() + "." : part(shown, impact.total()));
        }
        if (!impact.complete()) {
            session.console().say("There are more references than the registry follows.");
        }
    }
}

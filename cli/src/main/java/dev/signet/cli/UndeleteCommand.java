package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry.Check;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "undelete",
        description =
                "Bring a soft-deleted version, or a whole soft-deleted subject, back under its old number and id.")
final class UndeleteCommand extends RegistryCommand {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The subject.")
    String subject = "";

    @Nullable
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The number of the version (default: all, if the whole subject is deleted).")
    String version;

    @Option(names = "--force", description = "Leave the compatibility check out.")
    boolean force;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    UndeleteCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        Subject named = Subject.parse(subject);
        Check check = force ? Check.SKIPPED : Check.ENFORCED;
        Optional<Version> single = Optional.ofNullable(version).map(this::number);
        return askSignet(signet -> single.isPresent()
                ? when(signet.undelete(named, single.get(), check), back -> print(named, List.of(back)))
                : when(signet.undelete(named, check), back -> print(named, back)));
    }

    private Version number(String written) {
        return VersionSelector.parse(written)
                .filter(VersionSelector.Exact.class::isInstance)
                .map(selector -> ((VersionSelector.Exact) selector).version())
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "'" + written + "' is not the number of a version"));
    }

    private ExitCode print(Subject named, List<Version> back) {
        if (json.wanted) {
            ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
            back.forEach(each -> numbers.add(each.number()));
            session.console().json(numbers);
        } else if (back.isEmpty()) {
            session.console().say(named + " has live versions; name the version that is to come back.");
        } else {
            session.console()
                    .line(named + ": live again: version "
                            + back.stream().map(Version::toString).collect(Collectors.joining(", ")));
        }
        return ExitCode.OK;
    }
}

package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "versions", description = "List the live versions of a subject.")
final class VersionsCommand extends RegistryCommand {
    @Parameters(paramLabel = "SUBJECT", description = "The subject.")
    String subject = "";

    VersionsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        return when(opened.versions(Subject.parse(subject)), this::print);
    }

    private ExitCode print(List<Version> versions) {
        if (json.wanted) {
            ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
            versions.forEach(version -> numbers.add(version.number()));
            session.console().json(numbers);
        } else {
            versions.forEach(version -> session.console().line(version.toString()));
        }
        return ExitCode.OK;
    }
}

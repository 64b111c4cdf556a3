package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Subject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "subjects", description = "List the subjects.")
final class SubjectsCommand extends RegistryCommand {
    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only those whose name starts so.")
    String prefix = ":*:";

    SubjectsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        return when(opened.subjects(prefix), this::print);
    }

    private ExitCode print(List<Subject> subjects) {
        if (json.wanted) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            subjects.forEach(subject -> names.add(subject.qualified()));
            session.console().json(names);
        } else {
            subjects.forEach(subject -> session.console().line(subject.qualified()));
        }
        return ExitCode.OK;
    }
}

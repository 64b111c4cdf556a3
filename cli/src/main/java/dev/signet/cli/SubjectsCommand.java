package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry.SubjectSummary;
import dev.signet.schema.Subject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "subjects", description = "List the subjects.")
final class SubjectsCommand extends RegistryCommand {
    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only those whose name starts so.")
    String prefix = ":*:";

    @Option(
            names = "--long",
            description = "With latest version, id, compatibility level and mode; * marks a subject's own.")
    boolean withMore;

    SubjectsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        return withMore
                ? askSignet(signet -> when(signet.summaries(prefix), this::printLong))
                : when(opened.subjects(prefix), this::print);
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

    private ExitCode printLong(List<SubjectSummary> subjects) {
        if (json.wanted) {
            subjects.forEach(subject -> session.console().json(asJson(subject)));
            return ExitCode.OK;
        }
        int widest = subjects.stream()
                .mapToInt(subject -> subject.subject().qualified().length())
                .max()
                .orElse(0);
        String format = "%-" + Math.max(1, widest) + "s  version %-4s id %-7s %s%s %s%s";
        subjects.forEach(subject -> session.console()
                .line(format.formatted(
                        subject.subject().qualified(),
                        subject.version(),
                        subject.id(),
                        subject.level(),
                        subject.levelInherited() ? "" : "*",
                        subject.mode(),
                        subject.modeInherited() ? "" : "*")));
        return ExitCode.OK;
    }

    private static ObjectNode asJson(SubjectSummary subject) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("subject", subject.subject().qualified())
                .put("version", subject.version().number())
                .put("id", subject.id().value())
                .put("compatibilityLevel", subject.level().name())
                .put("compatibilityInherited", subject.levelInherited())
                .put("mode", subject.mode().name())
                .put("modeInherited", subject.modeInherited());
    }
}

package dev.signet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SignetRegistry;
import dev.signet.schema.Answer;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that asks the registry one thing. */
abstract sealed class RegistryCommand implements Callable<Integer>
        permits ApplyCommand,
                CheckCommand,
                DiffCommand,
                DoctorCommand,
                ImpactCommand,
                RefusalsCommand,
                RegisterCommand,
                SchemaCommand,
                SearchCommand,
                SubjectsCommand,
                UndeleteCommand,
                VersionsCommand {
    final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    JsonOption json = new JsonOption();

    RegistryCommand(Session session) {
        this.session = session;
    }

    @Override
    public final Integer call() {
        try (SchemaRegistry opened = session.registries().apply(registry.address)) {
            return ask(opened).code();
        }
    }

    abstract ExitCode ask(SchemaRegistry opened);

    /** Asks for what only Signet's registry can do. */
    final ExitCode askSignet(Function<SignetRegistry, ExitCode> question) {
        try (SignetRegistry opened = session.own().apply(registry.address)) {
            return question.apply(opened);
        }
    }

    /** Prints a refusal, or goes on with the value. */
    final <T> ExitCode when(Answer<T> answer, Function<T, ExitCode> done) {
        if (answer instanceof Answer.Refused<T> refused) {
            session.console().refused(refused.refusal());
            return ExitCode.REFUSED;
        }
        return done.apply(((Answer.Done<T>) answer).value());
    }

    /** A registered schema for programs. */
    static ObjectNode asJson(RegisteredSchema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("subject", schema.subject().qualified())
                .put("version", schema.version().number())
                .put("id", schema.id().value())
                .put("guid", schema.guid().toString());
    }
}

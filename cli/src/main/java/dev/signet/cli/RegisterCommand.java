package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "register", description = "Register a schema as the next version of its subject, or find it there.")
final class RegisterCommand extends RegistryCommand {
    @Mixin
    SchemaInput input = new SchemaInput();

    RegisterCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        Subject subject = Subject.parse(input.subject);
        return when(
                input.folder()
                        .registerReferences(input.text(), opened, input.normalization())
                        .then(schema -> opened.register(subject, schema, input.normalization())),
                this::print);
    }

    private ExitCode print(RegisteredSchema registered) {
        if (json.wanted) {
            session.console().json(asJson(registered));
        } else {
            session.console()
                    .line(registered.subject() + " version " + registered.version() + ", id " + registered.id()
                            + ", guid " + registered.guid());
        }
        return ExitCode.OK;
    }
}

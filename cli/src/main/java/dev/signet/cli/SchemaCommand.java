package dev.signet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "schema", description = "Print a schema: a version of a subject, or what an id or GUID is bound to.")
final class SchemaCommand extends RegistryCommand {
    @Nullable
    @Parameters(index = "0", arity = "0..1", paramLabel = "SUBJECT", description = "The subject.")
    String subject;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "A version of the subject, or 'latest' (the default).")
    String version = "latest";

    @Nullable
    @Option(names = "--id", paramLabel = "N", description = "Instead: the schema id that records carry.")
    Integer id;

    @Nullable
    @Option(names = "--guid", paramLabel = "GUID", description = "Instead: the GUID of the content.")
    String guid;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    SchemaCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        String name = subject;
        if (Stream.of(Optional.ofNullable(name), Optional.ofNullable(id), Optional.ofNullable(guid))
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw wrong("Name one of SUBJECT, --id and --guid");
        }
        if (name != null) {
            return byVersion(opened, name);
        }
        return id != null ? byId(opened, id) : byGuid(opened, String.valueOf(guid));
    }

    private ExitCode byVersion(SchemaRegistry opened, String name) {
        VersionSelector selector =
                VersionSelector.parse(version).orElseThrow(() -> wrong("'" + version + "' is not a version"));
        return when(opened.version(Subject.parse(name), selector), found -> print(asJson(found), found.schema()));
    }

    private ExitCode byId(SchemaRegistry opened, int number) {
        if (number < 0) {
            throw wrong(number + " is not a schema id");
        }
        return when(
                opened.schema(Context.DEFAULT, new SchemaId(number)),
                found -> print(asJson(found).put("id", number), found.schema()));
    }

    private ExitCode byGuid(SchemaRegistry opened, String written) {
        SchemaGuid parsed = SchemaGuid.parse(written).orElseThrow(() -> wrong("'" + written + "' is not a GUID"));
        return when(opened.schema(parsed), found -> print(asJson(found), found.schema()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static ObjectNode asJson(StoredSchema stored) {
        return JsonNodeFactory.instance.objectNode().put("guid", stored.guid().toString());
    }

    private ExitCode print(ObjectNode data, SchemaText schema) {
        if (!json.wanted) {
            session.console().line(schema.text());
            return ExitCode.OK;
        }
        data.put("schemaType", schema.type().name()).put("schema", schema.text());
        if (!schema.references().isEmpty()) {
            var references = data.putArray("references");
            schema.references()
                    .forEach(reference -> references
                            .addObject()
                            .put("name", reference.name())
                            .put("subject", reference.subject())
                            .put("version", reference.version()));
        }
        session.console().json(data);
        return ExitCode.OK;
    }
}

package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.cli.up.Servers;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.server.Maintenance;
import dev.signet.server.ServerConfig;
import dev.signet.server.registry.IdCounter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "ids",
        description = {
            "Show how many schema ids the contexts of a registry have left, or raise the lowest id that is given away.",
            "A database that was restored from a backup, or taken over by a standby that lacked the last writes, does not"
                    + " know the ids given away since: raise the floor above the highest id that clients have seen,"
                    + " before servers are started on it."
        })
final class IdsCommand implements Callable<Integer> {
    private final Session session;

    @Nullable
    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description = "The registry's database (SIGNET_DB_URL, SIGNET_DB_USER, SIGNET_DB_PASSWORD).")
    String database;

    @Nullable
    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with the server's settings.")
    Path file;

    @Nullable
    @Option(
            names = "--floor",
            paramLabel = "N",
            converter = Id.class,
            description = "Give away no id below N from now on. A counter that is above it already stays.")
    SchemaId floor;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            converter = Named.class,
            description = "Whose ids --floor is about (default: ., the default context).")
    Context context = Context.DEFAULT;

    @Mixin
    JsonOption json = new JsonOption();

    IdsCommand(Session session) {
        this.session = session;
    }

    /** Reads an id that can be given away. */
    static final class Id implements ITypeConverter<SchemaId> {
        @Override
        public SchemaId convert(String written) {
            if (written.matches("0*[1-9]\\d{0,9}") && Long.parseLong(written) <= Integer.MAX_VALUE) {
                return new SchemaId(Integer.parseInt(written));
            }
            throw new TypeConversionException(
                    "'" + written + "' is not a schema id, a whole number from 1 to " + Integer.MAX_VALUE);
        }
    }

    /** Reads the name of a context. */
    static final class Named implements ITypeConverter<Context> {
        @Override
        public Context convert(String written) {
            try {
                return Context.named(written);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException("'" + written + "' is not a context like .staging");
            }
        }
    }

    @Override
    public Integer call() {
        Map<String, String> flags = database == null ? Map.of() : Map.of("signet.db.url", database);
        ServerConfig config = Servers.read(flags, System.getenv(), Optional.ofNullable(file));
        SchemaId wanted = floor;
        try (Maintenance maintenance = Servers.maintain(config)) {
            if (wanted != null) {
                maintenance.raiseIdFloor(context, wanted);
                session.console()
                        .say("Servers that run now may still give away ids below " + wanted
                                + " that they have reserved: restart them.");
            }
            print(maintenance.idCounters());
        }
        return ExitCode.OK.code();
    }

    private void print(List<IdCounter> counters) {
        if (json.wanted) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            counters.forEach(counter -> all.addObject()
                    .put("context", counter.context().name())
                    .put("nextId", counter.next())
                    .put("remaining", counter.remaining()));
            session.console().json(all);
            return;
        }
        counters.forEach(counter -> session.console()
                .line("%s next id %d, %d left"
                        .formatted(counter.context().name(), counter.next(), counter.remaining())));
    }
}

package dev.signet.cli.up;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import dev.signet.cli.postgres.EmbeddedPostgres;
import dev.signet.server.RegistryServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The registry and the database under it. */
public final class RegistrySide implements AutoCloseable {
    private final Optional<EmbeddedPostgres> database;
    private final RegistryServer server;

    private RegistrySide(Optional<EmbeddedPostgres> database, RegistryServer server) {
        this.database = database;
        this.server = server;
    }

    /**
     * Starts both and returns when the registry answers.
     *
     * @throws CannotStart when one of them does not start; none runs then
     */
    public static RegistrySide start(UpSettings settings, DataFolder folder) {
        Optional<EmbeddedPostgres> own =
                settings.database().isPresent() ? Optional.empty() : Optional.of(EmbeddedPostgres.start(folder));
        try {
            return new RegistrySide(
                    own, Servers.start(Servers.read(flags(settings, own), System.getenv(), Optional.empty())));
        } catch (RuntimeException e) {
            own.ifPresent(EmbeddedPostgres::close);
            throw e;
        }
    }

    private static Map<String, String> flags(UpSettings settings, Optional<EmbeddedPostgres> own) {
        Map<String, String> flags = new HashMap<>();
        flags.put("signet.host", settings.host());
        flags.put("signet.port", Integer.toString(settings.port()));
        // Requests under way must not use up the time in which everything has to be gone.
        flags.put("signet.http.drain.delay", "0s");
        flags.put("signet.http.drain.timeout", "1s");
        settings.database().ifPresent(url -> flags.put("signet.db.url", url));
        own.ifPresent(database -> {
            flags.put("signet.db.url", database.jdbcUrl());
            flags.put("signet.db.user", database.user());
            flags.put("signet.db.password", database.password());
            flags.put("signet.db.migrate", "true");
            // What the environment says about another database does not concern this one.
            flags.put("signet.db.migration.url", "");
            flags.put("signet.db.migration.user", "");
            flags.put("signet.db.migration.password", "");
        });
        return flags;
    }

    /** Has {@code /metrics} go on with further text in Prometheus' format. */
    void showAlso(Supplier<String> metrics) {
        server.showAlso(metrics);
    }

    /** The server first, so that the database is still there for what it has begun. */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            database.ifPresent(EmbeddedPostgres::close);
        }
    }
}

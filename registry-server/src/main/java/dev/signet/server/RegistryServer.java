package dev.signet.server;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.ServerConfig.Database;
import dev.signet.server.ServerConfig.Login;
import dev.signet.server.http.CannotListenException;
import dev.signet.server.http.HttpServer;
import dev.signet.server.postgres.IncompatibleDatabaseException;
import dev.signet.server.postgres.Migrations;
import dev.signet.server.postgres.PostgresSettings;
import dev.signet.server.postgres.PostgresStore;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running registry: store, use cases and HTTP, put together here and nowhere else. Any number may run on one
 * database. Safe for concurrent use.
 */
public final class RegistryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

    private final PostgresStore store;
    private final StoreProbe probe;
    private final HttpServer http;

    private RegistryServer(PostgresStore store, StoreProbe probe, HttpServer http) {
        this.store = store;
        this.probe = probe;
        this.http = http;
    }

    /**
     * Starts; when this returns, requests are served.
     *
     * @throws ServerStartException with one sentence for the operator; nothing is left running
     */
    public static RegistryServer start(ServerConfig config) {
        PostgresStore store = open(config.database());
        Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), config.registry());
        StoreProbe probe = new StoreProbe(registry);
        try {
            HttpServer http = HttpServer.start(registry, new Export(store, config.registry()), probe, config.http());
            LOG.info("serving on {}:{}", config.http().host(), http.port());
            return new RegistryServer(store, probe, http);
        } catch (CannotListenException refused) {
            close(probe, store);
            throw new ServerStartException(String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | Error fault) {
            close(probe, store);
            throw fault;
        }
    }

    /** The port listened on, also where any free one was asked for. */
    public int port() {
        return http.port();
    }

    /** Takes no new requests, gives those under way their time, then lets the database go. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            close(probe, store);
        }
    }

    private static void close(StoreProbe probe, PostgresStore store) {
        probe.close();
        store.close();
    }

    private static PostgresStore open(Database database) {
        Login login = database.login();
        try {
            database.migration().ifPresent(migration -> migrate(migration, login));
            return PostgresStore.open(new PostgresSettings(
                    login.url(),
                    login.user(),
                    login.password().value(),
                    database.connections(),
                    database.connectTimeout(),
                    database.lockTimeout(),
                    database.statementTimeout(),
                    database.idleTimeout()));
        } catch (IncompatibleDatabaseException wrong) {
            throw new ServerStartException(String.valueOf(wrong.getMessage()), wrong);
        } catch (StoreFailedException | StoreTimedOutException unreachable) {
            throw new ServerStartException(
                    "The database at " + login + " cannot be used: " + unreachable.getMessage(), unreachable);
        }
    }

    private static void migrate(Login migration, Login server) {
        Optional<String> serverRole =
                Optional.of(server.user()).filter(user -> !user.isEmpty() && !user.equals(migration.user()));
        int run = Migrations.run(
                migration.url(), migration.user(), migration.password().value(), serverRole);
        LOG.info("ran {} migrations", run);
    }
}

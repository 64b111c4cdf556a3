package dev.signet.server;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.ServerConfig.Database;
import dev.signet.server.ServerConfig.Login;
import dev.signet.server.brokers.BrokerBounds;
import dev.signet.server.brokers.Brokers;
import dev.signet.server.http.CannotListenException;
import dev.signet.server.http.HttpServer;
import dev.signet.server.http.Operations;
import dev.signet.server.metrics.LatestCensus;
import dev.signet.server.metrics.Metrics;
import dev.signet.server.metrics.Parts;
import dev.signet.server.postgres.IncompatibleDatabaseException;
import dev.signet.server.postgres.Migrations;
import dev.signet.server.postgres.PostgresSettings;
import dev.signet.server.postgres.PostgresStore;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running registry: store, use cases and HTTP, put together here and nowhere else. Any number may run on one
 * database. Safe for concurrent use.
 */
public final class RegistryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

    private final PostgresStore store;
    private final Metrics metrics;
    private final LatestCensus census;
    private final Lifecycle lifecycle;
    private final HttpServer http;

    private RegistryServer(
            PostgresStore store, Metrics metrics, LatestCensus census, Lifecycle lifecycle, HttpServer http) {
        this.store = store;
        this.metrics = metrics;
        this.census = census;
        this.lifecycle = lifecycle;
        this.http = http;
    }

    /**
     * Starts; when this returns, requests are served.
     *
     * @throws ServerStartException with one sentence for the operator; nothing is left running
     */
    public static RegistryServer start(ServerConfig config) {
        // Loading what counts takes as long as a look into the database, so it is done beside it.
        CompletableFuture<Metrics> counting = CompletableFuture.supplyAsync(Metrics::new);
        PostgresStore store = open(config.database(), counting);
        Metrics metrics = counting.join();
        Registry registry =
                new Registry(store, new SchemaFormats(new AvroFormat(config.bounds())), config.registry(), store);
        Lifecycle lifecycle = new Lifecycle(store, registry::knowsSchemas, config.whenDegraded());
        LatestCensus census = new LatestCensus(store::census);
        try {
            metrics.observe(new Parts(lifecycle, store, store::connections, registry::caches, census));
            HttpServer http = HttpServer.start(
                    registry,
                    new Export(store, config.registry()),
                    new Brokers(store.brokers(BrokerBounds.DEFAULTS)),
                    new Operations(lifecycle, metrics),
                    config.http());
            lifecycle.serve();
            LOG.info("serving on {}:{}", config.http().listening().host(), http.port());
            return new RegistryServer(store, metrics, census, lifecycle, http);
        } catch (CannotListenException refused) {
            close(census, store, metrics);
            throw new ServerStartException(String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | Error fault) {
            close(census, store, metrics);
            throw fault;
        }
    }

    /** The port listened on, also where any free one was asked for. */
    public int port() {
        return http.port();
    }

    /**
     * Has {@code /metrics} go on with the text of somebody else in this process.
     *
     * @param text in Prometheus' text format, under names that the server does not use
     */
    public void showAlso(Supplier<String> text) {
        metrics.showAlso(text);
    }

    /** Tells probes, takes no new requests, gives those under way their time, then lets the database go. */
    @Override
    public void close() {
        lifecycle.drain();
        try {
            http.close();
        } finally {
            close(census, store, metrics);
        }
    }

    private static void close(LatestCensus census, PostgresStore store, Metrics metrics) {
        census.close();
        store.close();
        metrics.close();
    }

    private static PostgresStore open(Database database, CompletableFuture<Metrics> counting) {
        Login login = database.login();
        try {
            database.migration().ifPresent(migration -> migrate(migration, login));
            return PostgresStore.open(
                    settings(database), action -> counting.join().wrote(action));
        } catch (IncompatibleDatabaseException wrong) {
            counting.thenAccept(Metrics::close);
            throw new ServerStartException(String.valueOf(wrong.getMessage()), wrong);
        } catch (StoreFailedException | StoreTimedOutException unreachable) {
            counting.thenAccept(Metrics::close);
            throw new ServerStartException(
                    "The database at " + login + " cannot be used: " + unreachable.getMessage(), unreachable);
        }
    }

    static PostgresSettings settings(Database database) {
        Login login = database.login();
        return new PostgresSettings(
                login.url(),
                login.user(),
                login.password().value(),
                database.connections(),
                database.connectTimeout(),
                database.lockTimeout(),
                database.statementTimeout(),
                database.idleTimeout());
    }

    private static void migrate(Login migration, Login server) {
        Optional<String> serverRole =
                Optional.of(server.user()).filter(user -> !user.isEmpty() && !user.equals(migration.user()));
        int run = Migrations.run(
                migration.url(), migration.user(), migration.password().value(), serverRole);
        LOG.info("ran {} migrations", run);
    }
}

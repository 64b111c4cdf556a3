package dev.signet.server.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL for the test JVM, started once, with a database of its own for everyone who asks. */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** An empty database. */
    public static TestDatabase empty() {
        return create("ENCODING 'UTF8' TEMPLATE template0");
    }

    /** A database that was migrated. */
    public static TestDatabase migrated() {
        TestDatabase database = empty();
        Migrations.run(database.url(), "postgres", "postgres", Optional.empty());
        return database;
    }

    static TestDatabase create(String options) {
        TestDatabase database = new TestDatabase("signet_" + NUMBER.incrementAndGet());
        execute(url("postgres"), "CREATE DATABASE " + database.name + " " + options);
        return database;
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + database;
    }

    public String url() {
        return url(name);
    }

    public String name() {
        return name;
    }

    static int port() {
        return Server.RUNNING.getPort();
    }

    public PostgresSettings settings() {
        return PostgresSettings.of(url(), "postgres", "postgres");
    }

    /** Removes all rows but those that the migrations wrote. */
    public void clear() {
        execute("""
                TRUNCATE signet.audit, signet.configs, signet.modes, signet.schema_references, signet.versions,
                         signet.id_counters, signet.schema_ids, signet.contents, signet.associations,
                         signet.subjects, signet.brokers, signet.refusals RESTART IDENTITY;
                DELETE FROM signet.contexts WHERE name NOT IN ('.', '.__GLOBAL');
                UPDATE signet.contexts SET revision = 0, listed = name = '.';
                """);
    }

    void execute(String sql) {
        execute(url(), sql);
    }

    void executeAs(String user, String password, String sql) {
        execute(url(), user, password, sql);
    }

    private static void execute(String url, String sql) {
        execute(url, "postgres", "postgres", sql);
    }

    private static void execute(String url, String user, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + ": " + failed.getMessage(), failed);
        }
    }

    /** The rows of a query, their columns joined by blanks. */
    public List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
                java.sql.Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + ": " + failed.getMessage(), failed);
        }
    }
}

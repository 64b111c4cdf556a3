package dev.signet.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of this run's own that keeps what it acknowledged, with a database for everyone who asks. */
final class BenchDatabase implements AutoCloseable {
    static final String USER = "postgres";

    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method");

    private final EmbeddedPostgres server;
    private int databases;

    private BenchDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts; the library would switch durability off. */
    static BenchDatabase start() {
        try {
            BenchDatabase database = new BenchDatabase(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "300")
                    .start());
            if (!database.setting("fsync").equals("on")) {
                throw new IllegalStateException("PostgreSQL runs without fsync: figures would mean nothing");
            }
            return database;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL does not start", failed);
        }
    }

    /** Where an empty database is found. */
    String create() {
        String name = "bench_" + ++databases;
        execute("postgres", "CREATE DATABASE " + name + " ENCODING 'UTF8' TEMPLATE template0");
        return name;
    }

    String url(String database) {
        return url(database, port());
    }

    /** A database as seen through a proxy on another port. */
    static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    int port() {
        return server.getPort();
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, USER);
    }

    /** What makes its answers trustworthy, as it says itself. */
    String durability() {
        StringBuilder text = new StringBuilder("PostgreSQL ").append(setting("server_version"));
        DURABILITY.forEach(name -> text.append(", ").append(name).append('=').append(setting(name)));
        return text.toString();
    }

    /** Processor time that all its processes have used. */
    Duration processorTime() {
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private long postmaster() {
        try {
            Path file = Path.of(setting("data_directory"), "postmaster.pid");
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String setting(String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read " + name, failed);
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

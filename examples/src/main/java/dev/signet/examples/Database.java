package dev.signet.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Where a PostgreSQL is. An application has its own; the examples put tables beside those of {@code ./signet up}. */
public record Database(String url, String user, String password) {
    /** PostgreSQL writes its port into the fourth line of this file. */
    private static final String RUNNING = "postmaster.pid";

    private static final int PORT_LINE = 3;

    /**
     * The database of a running {@code ./signet up}, whose port is another one at each start.
     *
     * @throws IllegalStateException if none runs there
     */
    public static Database ofSignetUp(Path data) {
        Path cluster = data.resolve("postgres");
        try {
            List<String> running = Files.readAllLines(cluster.resolve(RUNNING));
            String password =
                    Files.readString(cluster.resolve("signet.password")).strip();
            String port = running.get(PORT_LINE).strip();
            return new Database("jdbc:postgresql://127.0.0.1:" + port + "/signet", "signet", password);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "no ./signet up runs on the folder " + data.toAbsolutePath()
                            + "; start it, or name its folder with --signet-data",
                    e);
        }
    }

    /** A connection that commits when it is told to. */
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Runs statements that make tables, if they are not there. */
    public void prepare(String statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            // Two programs that start together must not make the same table.
            statement.execute("SELECT pg_advisory_xact_lock(734001)");
            statement.execute(statements);
            connection.commit();
        }
    }

    @Override
    public String toString() {
        return url;
    }
}

package dev.signet.bench.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What no registry on this HTTP stack and this database can undercut: one prepared SELECT by primary key, and the bytes
 * that Signet answered. For a compatibility check also one check of the pair by Avro, both schemas parsed before.
 */
final class BareServer {
    static final String ROOT = "/bare/";
    static final String READY = "/ready";

    /** The table of answers. */
    static final String TABLE =
            "CREATE TABLE answers (id integer PRIMARY KEY, body bytea NOT NULL, reader text, writer text)";

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String CHECKED = "checked/";
    private static final int CONNECTIONS = 16;
    private static final int THREADS = 64;
    private static final int LEAST_THREADS = 4;

    private final HikariDataSource pool;
    private final Map<Integer, Pair> pairs = new ConcurrentHashMap<>();

    private record Pair(Schema reader, Schema writer) {}

    private BareServer(HikariDataSource pool) {
        this.pool = pool;
    }

    static int row(Operation operation, int number) {
        return operation.ordinal() * Workload.SUBJECTS + number;
    }

    static String path(Operation operation, int number) {
        return ROOT + (operation == Operation.COMPATIBILITY ? CHECKED : "") + row(operation, number);
    }

    /** Arguments: JDBC URL, port. */
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(BenchDatabase.USER);
        config.setPassword(BenchDatabase.USER);
        config.setMaximumPoolSize(CONNECTIONS);
        BareServer bare = new BareServer(new HikariDataSource(config));
        Javalin.create(javalin -> bare.configure(javalin, Integer.parseInt(arguments[1])))
                .start();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, LEAST_THREADS);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            return connector;
        });
        config.routes.get(READY, http -> http.result("ready"));
        config.routes.get(ROOT + "{row}", this::answer);
        config.routes.post(ROOT + "{row}", this::answer);
        config.routes.post(ROOT + CHECKED + "{row}", this::check);
    }

    private void answer(Context http) throws SQLException {
        http.bodyAsBytes();
        http.contentType(MEDIA_TYPE).result(body(row(http)));
    }

    private void check(Context http) throws SQLException {
        http.bodyAsBytes();
        byte[] body = body(row(http));
        Pair pair = pair(row(http));
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(pair.reader, pair.writer);
        http.status(verdict.getType() == SchemaCompatibilityType.COMPATIBLE ? 200 : 409);
        http.contentType(MEDIA_TYPE).result(body);
    }

    private static int row(Context http) {
        return Integer.parseInt(http.pathParam("row"));
    }

    private byte[] body(int row) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT body FROM answers WHERE id = ?")) {
            select.setInt(1, row);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getBytes(1);
            }
        }
    }

    private Pair pair(int row) throws SQLException {
        Pair known = pairs.get(row);
        if (known != null) {
            return known;
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT reader, writer FROM answers WHERE id = ?")) {
            select.setInt(1, row);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                List<Schema> both = List.of(parsed(found.getString(1)), parsed(found.getString(2)));
                Pair pair = new Pair(both.get(0), both.get(1));
                pairs.put(row, pair);
                return pair;
            }
        }
    }

    private static Schema parsed(String text) {
        return new Schema.Parser().parse(text);
    }
}

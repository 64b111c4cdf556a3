package dev.signet.examples.orders;

import dev.signet.examples.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Events that were committed with what they tell of, and wait to be published. Safe for use by several threads. */
public final class Outbox {
    private static final String TABLES = """
            CREATE SCHEMA IF NOT EXISTS example_orders;
            CREATE TABLE IF NOT EXISTS example_orders.outbox (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                topic text NOT NULL,
                key text NOT NULL,
                value bytea NOT NULL,
                published_at timestamptz);
            CREATE INDEX IF NOT EXISTS outbox_waiting ON example_orders.outbox (id) WHERE published_at IS NULL""";

    private final Database database;

    public Outbox(Database database) throws SQLException {
        this.database = database;
        database.prepare(TABLES);
    }

    /** An event as it is published. */
    public record Event(String topic, String key, byte[] value) {}

    /** Adds an event within the transaction of what it tells of. */
    static void add(Connection connection, Event event) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO example_orders.outbox (topic, key, value) VALUES (?, ?, ?)")) {
            insert.setString(1, event.topic());
            insert.setString(2, event.key());
            insert.setBytes(3, event.value());
            insert.executeUpdate();
        }
    }

    /** The oldest events that wait and that no other publisher holds; they are held until the batch is closed. */
    public Batch take(int limit) throws SQLException {
        Connection connection = database.open();
        List<Long> ids = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT id, topic, key, value FROM example_orders.outbox WHERE published_at IS NULL
                ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""")) {
            select.setInt(1, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong(1));
                events.add(new Event(rows.getString(2), rows.getString(3), rows.getBytes(4)));
            }
            return new Batch(connection, ids, events);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Events that one publisher holds. */
    public static final class Batch implements AutoCloseable {
        private final Connection connection;
        private final List<Long> ids;
        private final List<Event> events;

        private Batch(Connection connection, List<Long> ids, List<Event> events) {
            this.connection = connection;
            this.ids = ids;
            this.events = events;
        }

        public List<Event> events() {
            return events;
        }

        /** They are in the log. Who dies before this publishes them again: consumers have to expect that. */
        public void markPublished() throws SQLException {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE example_orders.outbox SET published_at = now() WHERE id = ANY (?)")) {
                update.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                update.executeUpdate();
                connection.commit();
            }
        }

        /** Lets go of them; what was not marked waits again. */
        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}

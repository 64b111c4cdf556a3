package dev.signet.examples.orders;

import dev.signet.examples.Database;
import dev.signet.examples.Options;
import dev.signet.serde.AvroSerializer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Takes orders. An order and the event that tells of it are one transaction, so there is never one without the other:
 * the event waits in the outbox, as the bytes that the topic will get. An event that the registry or its schema refuses
 * is refused with its order, while the customer still listens. Not safe for use by several threads.
 */
public final class OrderService {
    private static final String TABLES = """
            CREATE SCHEMA IF NOT EXISTS example_orders;
            CREATE TABLE IF NOT EXISTS example_orders.orders (
                id text PRIMARY KEY,
                customer text NOT NULL,
                cents bigint NOT NULL,
                placed_at timestamptz NOT NULL DEFAULT now())""";

    private final Database database;
    private final Serializer<Object> serializer;

    public OrderService(Database database, Serializer<Object> serializer) throws SQLException {
        this.database = database;
        this.serializer = serializer;
        database.prepare(TABLES);
    }

    /** Takes an order; when this returns, its event will be published. */
    public void place(Order order) throws SQLException {
        byte[] event = serializer.serialize(Order.TOPIC, order.event());
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO example_orders.orders (id, customer, cents) VALUES (?, ?, ?)")) {
            insert.setString(1, order.id());
            insert.setString(2, order.customer());
            insert.setLong(3, order.cents());
            insert.executeUpdate();
            Outbox.add(connection, new Outbox.Event(Order.TOPIC, order.id(), event));
            connection.commit();
        }
    }

    /** Places some orders, the last of them for nothing, and publishes what is in the outbox. */
    public static void main(String[] arguments) throws SQLException {
        Options options = Options.of(arguments, "orders");
        Database database = Database.ofSignetUp(Path.of(options.text("signet-data")));
        int count = options.number("orders", 20);
        Outbox outbox = new Outbox(database);
        try (Serializer<Object> serializer = new AvroSerializer();
                OutboxPublisher publisher = OutboxPublisher.to(options.text("bootstrap-server"), outbox)) {
            serializer.configure(Map.of("schema.registry.url", options.text("registry")), false);
            OrderService service = new OrderService(database, serializer);
            for (int i = 1; i <= count; i++) {
                service.place(new Order(UUID.randomUUID().toString(), "customer-" + i % 7, i == count ? 0 : 100L * i));
            }
            System.out.println(
                    "placed " + count + " orders, published " + publisher.publishAll() + " events to " + Order.TOPIC);
        }
    }
}

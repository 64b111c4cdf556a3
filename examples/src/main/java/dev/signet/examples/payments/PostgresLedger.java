package dev.signet.examples.payments;

import dev.signet.examples.Database;
import dev.signet.examples.orders.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A table whose primary key is what makes a payment one payment. Safe for use by several threads. */
public final class PostgresLedger implements Ledger {
    private static final String TABLES = """
            CREATE SCHEMA IF NOT EXISTS example_payments;
            CREATE TABLE IF NOT EXISTS example_payments.payments (
                order_id text PRIMARY KEY,
                customer text NOT NULL,
                cents bigint NOT NULL,
                booked_at timestamptz NOT NULL DEFAULT now())""";

    private final Database database;

    public PostgresLedger(Database database) throws SQLException {
        this.database = database;
        database.prepare(TABLES);
    }

    @Override
    public boolean book(Order order) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO example_payments.payments (order_id, customer, cents) VALUES (?, ?, ?)
                        ON CONFLICT (order_id) DO NOTHING""")) {
            insert.setString(1, order.id());
            insert.setString(2, order.customer());
            insert.setLong(3, order.cents());
            int booked = insert.executeUpdate();
            connection.commit();
            return booked == 1;
        }
    }
}

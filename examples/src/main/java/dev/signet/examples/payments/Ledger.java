package dev.signet.examples.payments;

import dev.signet.examples.orders.Order;
import java.sql.SQLException;

/** Where payments are booked. */
public interface Ledger {
    /**
     * Books the payment of an order once, however often it is asked to.
     *
     * @return whether it was booked now, and not before
     */
    boolean book(Order order) throws SQLException;
}

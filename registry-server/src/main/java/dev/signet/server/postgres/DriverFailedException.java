package dev.signet.server.postgres;

import java.sql.SQLException;

/** What the driver reported, on its way to {@link Faults}. */
final class DriverFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DriverFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}

package dev.signet.server.postgres;

import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLState;

/** Tells apart what went wrong in the database. */
final class Faults {
    /** The last two: a row that another transaction wrote or removed first. */
    private static final Set<String> AGAIN = Set.of(
            PSQLState.SERIALIZATION_FAILURE.getState(),
            PSQLState.DEADLOCK_DETECTED.getState(),
            PSQLState.UNIQUE_VIOLATION.getState(),
            PSQLState.FOREIGN_KEY_VIOLATION.getState());

    /** Lock not available, statement cancelled, idle transaction ended. */
    private static final Set<String> TOO_SLOW = Set.of("55P03", "57014", "25P03");

    private Faults() {}

    /** The server ended the session: it shuts down, crashed, or somebody told it to. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "57P05");

    /** Whether the connection went away, perhaps long ago while it lay in the pool. */
    static boolean isLostConnection(RuntimeException fault) {
        return state(fault)
                        .filter(state -> SESSION_ENDED.contains(state) || state.startsWith("08"))
                        .isPresent()
                && !isSilence(fault);
    }

    /** Whether the server was not heard for longer than any statement may take; it would be no faster next time. */
    private static boolean isSilence(RuntimeException fault) {
        return cause(fault)
                .filter(sql -> PSQLState.CONNECTION_FAILURE.getState().equals(sql.getSQLState()))
                .filter(sql -> sql.getCause() instanceof SocketTimeoutException)
                .isPresent();
    }

    /** Whether the transaction did not take place and may succeed when it runs again. */
    static boolean isWorthAnotherTry(RuntimeException fault) {
        return state(fault).filter(AGAIN::contains).isPresent();
    }

    static boolean violatesCheck(RuntimeException fault) {
        return state(fault).filter("23514"::equals).isPresent();
    }

    /** What the registry is told. */
    static RuntimeException translated(RuntimeException fault) {
        Optional<SQLException> cause = cause(fault);
        if (cause.isEmpty()) {
            return fault;
        }
        SQLException sql = cause.get();
        boolean noConnectionFree = sql instanceof SQLTransientConnectionException && sql.getCause() == null;
        if (noConnectionFree
                || isSilence(fault)
                || state(fault).filter(TOO_SLOW::contains).isPresent()) {
            return new StoreTimedOutException("The database took too long: " + message(sql), fault);
        }
        return new StoreFailedException("The database failed: " + message(sql), fault);
    }

    private static String message(SQLException fault) {
        String message = fault.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private static Optional<String> state(RuntimeException fault) {
        return cause(fault).map(SQLException::getSQLState);
    }

    private static Optional<SQLException> cause(RuntimeException fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}

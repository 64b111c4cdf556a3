package dev.signet.server.postgres;

import dev.signet.server.postgres.Pool.Patience;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The connections, and the only place where transactions are opened. Writes run under READ COMMITTED with the locks of
 * {@link Locks}; consistent reads under REPEATABLE READ. Timeouts are set inside each transaction and nothing is left
 * on a connection, so that PgBouncer may hand it to another session after each. Safe for concurrent use.
 */
final class Database implements AutoCloseable {
    private static final int TRIES = 8;
    private static final int LIVE_TRIES = 3;
    private static final long PAUSE_NANOS = 2_000_000L;

    private final Pool pool;
    private final Jdbi jdbi;
    private final PostgresSettings settings;
    private final SqlTexts texts = new SqlTexts();

    Database(PostgresSettings settings) {
        this.settings = settings;
        this.pool = new Pool(settings);
        this.jdbi = Jdbi.create(() -> pool.open(Patience.A_WHILE));
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(String.class, "text");
    }

    /** The connections. */
    Pool pool() {
        return pool;
    }

    /** Reads with one statement. */
    <T> T read(Function<Handle, T> work) {
        return onLiveConnection(() -> jdbi.withHandle(handle -> {
            handle.getConfig(SqlStatements.class)
                    .setQueryTimeout((int) settings.statementTimeout().toSeconds());
            return work.apply(handle);
        }));
    }

    /** Makes something of one row of a result. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Reads with one statement that finds rows by key: what most requests wait for. Without a transaction, for one
     * statement sees one state anyway; straight through the driver, for its cost is felt here; and bounded by the
     * socket's timeout only, as the driver would start a timer for each.
     */
    <T> List<T> select(Statement statement, RowMapper<T> mapper) {
        return select(Patience.A_WHILE, statement, mapper);
    }

    /** The same for a caller who knows what to do in an outage and does not want to wait for its end. */
    <T> List<T> selectPromptly(Statement statement, RowMapper<T> mapper) {
        return select(Patience.NONE, statement, mapper);
    }

    private <T> List<T> select(Patience patience, Statement statement, RowMapper<T> mapper) {
        return onLiveConnection(() -> {
            SqlTexts.Positional positional = texts.positional(statement);
            try (Connection connection = pool.open(patience);
                    PreparedStatement select = connection.prepareStatement(positional.sql())) {
                statement.bind(select, 1, positional.names());
                try (ResultSet rows = select.executeQuery()) {
                    List<T> found = new ArrayList<>(1);
                    while (rows.next()) {
                        found.add(mapper.map(rows));
                    }
                    return found;
                }
            } catch (SQLException failed) {
                throw new DriverFailedException(failed);
            }
        });
    }

    /** Runs statements that see one state of the database, in one round trip. */
    void readConsistently(Consumer<RoundTrip> work) {
        inOneRoundTrip(Patience.A_WHILE, trip -> {
            trip.add(Statement.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"));
            trip.add(transactionSettings());
            work.accept(trip);
        });
    }

    /**
     * Runs statements that are a transaction of their own together, perhaps more than once. Does not wait for the end of
     * an outage: ids are reserved by one for many, who all would wait.
     */
    void writeAtOnce(Consumer<RoundTrip> work) {
        inOneRoundTrip(Patience.NONE, trip -> {
            trip.add(transactionSettings());
            work.accept(trip);
        });
    }

    private void inOneRoundTrip(Patience patience, Consumer<RoundTrip> work) {
        onLiveConnection(() -> inTransaction(patience, connection -> {
            RoundTrip trip = new RoundTrip(connection, texts);
            work.accept(trip);
            trip.add(commit());
            trip.send();
            return trip;
        }));
    }

    /** Reads one state of the database for as long as it takes; each statement and each pause is bounded. */
    void readThrough(Consumer<Handle> work) {
        translating(() -> jdbi.inTransaction(handle -> {
            RoundTrip trip = new RoundTrip(handle.getConnection(), texts);
            trip.add(Statement.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"));
            trip.add(transactionSettings());
            trip.send();
            work.accept(handle);
            return trip;
        }));
    }

    /** A connection of the pool may be dead since long; what only reads can be sent again on another one. */
    private <T> T onLiveConnection(Supplier<T> work) {
        return translating(() -> {
            for (int tries = 1; ; tries++) {
                try {
                    return work.get();
                } catch (RuntimeException fault) {
                    if (tries == LIVE_TRIES || !Faults.isLostConnection(fault)) {
                        throw fault;
                    }
                }
            }
        });
    }

    /** A transaction that locks, decides and writes. */
    interface Writing<T> {
        /** The first round trip, which locks and reads. */
        void lockAndLoad(RoundTrip trip);

        /**
         * The second round trip, which writes; committed with it.
         *
         * @return whether there is anything to write; if not, the transaction is rolled back
         */
        boolean decide(RoundTrip trip);

        /** What came of it. */
        T result();
    }

    /** Runs a transaction, again if others were in the way, a bounded number of times. */
    <T> T write(Supplier<Writing<T>> attempt) {
        return translating(() -> {
            for (int tries = 1; ; tries++) {
                AtomicBoolean committing = new AtomicBoolean();
                try {
                    return writeOnce(attempt.get(), committing);
                } catch (RuntimeException fault) {
                    // Once COMMIT was sent nobody knows whether it arrived.
                    boolean notWritten = Faults.isLostConnection(fault) && !committing.get();
                    if (tries == TRIES || !(notWritten || Faults.isWorthAnotherTry(fault))) {
                        throw fault;
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS * tries));
                }
            }
        });
    }

    private <T> T writeOnce(Writing<T> writing, AtomicBoolean committing) {
        return inTransaction(Patience.A_WHILE, connection -> {
            RoundTrip first = new RoundTrip(connection, texts);
            first.add(transactionSettings());
            writing.lockAndLoad(first);
            first.send();
            RoundTrip second = new RoundTrip(connection, texts);
            if (writing.decide(second)) {
                second.add(commit());
                committing.set(true);
                second.send();
            } else {
                rollBack(connection);
            }
            return writing.result();
        });
    }

    private <T> T inTransaction(Patience patience, Function<Connection, T> work) {
        try (Connection connection = pool.open(patience)) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(connection);
                // The driver knows that COMMIT was part of the last round trip and sends nothing more.
                connection.commit();
                return result;
            } catch (RuntimeException fault) {
                rollBack(connection, fault);
                throw fault;
            }
        } catch (SQLException failed) {
            throw new DriverFailedException(failed);
        }
    }

    private static void rollBack(Connection connection, RuntimeException fault) {
        try {
            rollBack(connection);
        } catch (RuntimeException alsoFailed) {
            fault.addSuppressed(alsoFailed);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException failed) {
            throw new DriverFailedException(failed);
        }
    }

    /**
     * What holds for one transaction. Every statement in one finds rows by key: a plan that was made while the tables
     * were small must not go on to scan them when they have grown, nor be made again each time.
     */
    private Statement transactionSettings() {
        return Statement.of("""
                        SELECT set_config('lock_timeout', :lock, true),
                               set_config('statement_timeout', :statement, true),
                               set_config('idle_in_transaction_session_timeout', :idle, true),
                               set_config('plan_cache_mode', 'force_generic_plan', true),
                               set_config('enable_seqscan', 'off', true)
                        """)
                .text("lock", Long.toString(settings.lockTimeout().toMillis()))
                .text("statement", Long.toString(settings.statementTimeout().toMillis()))
                .text("idle", Long.toString(settings.idleTimeout().toMillis()));
    }

    private static Statement commit() {
        return Statement.of("COMMIT");
    }

    private <T> T translating(Supplier<T> work) {
        try {
            T result = work.get();
            pool.answered();
            return result;
        } catch (RuntimeException fault) {
            throw Faults.translated(fault);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

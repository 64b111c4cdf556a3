package dev.signet.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
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

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final PostgresSettings settings;
    private final Map<String, RoundTrip.Positional> parsed = RoundTrip.newMemory();

    Database(PostgresSettings settings) {
        this.settings = settings;
        this.pool = new HikariDataSource(poolConfig(settings));
        this.jdbi = Jdbi.create(pool);
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(String.class, "text");
    }

    private static HikariConfig poolConfig(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setPoolName("signet");
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        // The server is ready when its first request can be answered, not when the pool is full.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "signet");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", seconds(settings.connectTimeout()));
        // For a server that no longer answers at all: later than its own timeouts.
        config.addDataSourceProperty(
                "socketTimeout", seconds(settings.statementTimeout().plusSeconds(5)));
        return config;
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    /** Reads with one statement. */
    <T> T read(Function<Handle, T> work) {
        return onLiveConnection(() -> jdbi.withHandle(handle -> {
            handle.getConfig(SqlStatements.class)
                    .setQueryTimeout((int) settings.statementTimeout().toSeconds());
            return work.apply(handle);
        }));
    }

    /** Runs statements that see one state of the database, in one round trip. */
    void readConsistently(Consumer<RoundTrip> work) {
        inOneRoundTrip(trip -> {
            trip.add(Statement.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"));
            trip.add(transactionSettings());
            work.accept(trip);
        });
    }

    /** Runs statements that are a transaction of their own together, perhaps more than once. */
    void writeAtOnce(Consumer<RoundTrip> work) {
        inOneRoundTrip(trip -> {
            trip.add(transactionSettings());
            work.accept(trip);
        });
    }

    private void inOneRoundTrip(Consumer<RoundTrip> work) {
        onLiveConnection(() -> jdbi.withHandle(handle -> inTransaction(handle, () -> {
            RoundTrip trip = new RoundTrip(handle, parsed);
            work.accept(trip);
            trip.add(commit());
            trip.send();
            return trip;
        })));
    }

    /** A connection of the pool may be dead since long; what only reads can be sent again on another one. */
    private static <T> T onLiveConnection(Supplier<T> work) {
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
        return jdbi.withHandle(handle -> inTransaction(handle, () -> {
            RoundTrip first = new RoundTrip(handle, parsed);
            first.add(transactionSettings());
            writing.lockAndLoad(first);
            first.send();
            RoundTrip second = new RoundTrip(handle, parsed);
            if (writing.decide(second)) {
                second.add(commit());
                committing.set(true);
                second.send();
            } else {
                handle.rollback();
            }
            return writing.result();
        }));
    }

    private static <T> T inTransaction(Handle handle, Supplier<T> work) {
        handle.begin();
        try {
            T result = work.get();
            if (handle.isInTransaction()) {
                // The driver knows that COMMIT was part of the last round trip and sends nothing more.
                handle.commit();
            }
            return result;
        } catch (RuntimeException fault) {
            rollback(handle, fault);
            throw fault;
        }
    }

    private static void rollback(Handle handle, RuntimeException fault) {
        try {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (RuntimeException alsoFailed) {
            fault.addSuppressed(alsoFailed);
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

    private static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException fault) {
            throw Faults.translated(fault);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

package dev.signet.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.signet.server.registry.Outage;
import dev.signet.server.registry.StoreBusyException;
import dev.signet.server.registry.StoreOutOfReachException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.ConnectionException;

/**
 * The connections. Whoever wants one waits for the time that the settings say. In an outage that time counts from its
 * beginning, and only as many wait as there could be connections; the others are told at once, so that threads are left
 * for what does not need the database. Safe for concurrent use.
 */
final class Pool implements AutoCloseable {
    /** How long one wait is; after each, somebody looks whether there is still hope. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private final PostgresSettings settings;
    private final HikariDataSource connections;
    private final Watch watch;
    private final AtomicInteger waitingForTheEnd = new AtomicInteger();
    private final LongAdder timeouts = new LongAdder();

    /** What a caller does while the database is out of reach. */
    enum Patience {
        /** It waits, for some time, that it comes back. */
        A_WHILE,
        /** It does not. */
        NONE
    }

    Pool(PostgresSettings settings) {
        this.settings = settings;
        this.connections = new HikariDataSource(config(settings));
        this.watch = Watch.start(settings, this::check);
    }

    /**
     * A connection of the pool.
     *
     * @throws StoreOutOfReachException if the database is out of reach and the patience at its end
     * @throws StoreBusyException if the others did not give one back in time
     */
    Connection open(Patience patience) throws SQLException {
        long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
        while (true) {
            Optional<Outage> outage = watch.outage();
            if (outage.isPresent() && (patience == Patience.NONE || isOver(outage.get()))) {
                throw new StoreOutOfReachException(outage.get());
            }
            try {
                return outage.isPresent() ? openInOutage(outage.get()) : connections.getConnection();
            } catch (SQLTransientConnectionException none) {
                boolean late = System.nanoTime() - deadline >= 0;
                boolean refused = none.getCause() != null;
                if (refused) {
                    watch.suspect();
                }
                if (late) {
                    throw refused ? failure(none) : busy();
                }
            }
        }
    }

    /** The database has just answered: nobody has to ask whether it does. */
    void answered() {
        watch.answered();
    }

    private boolean isOver(Outage outage) {
        return Instant.now().isAfter(outage.since().plus(settings.connectTimeout()));
    }

    private Connection openInOutage(Outage outage) throws SQLException {
        try {
            if (waitingForTheEnd.incrementAndGet() > settings.connections()) {
                throw new StoreOutOfReachException(outage);
            }
            return connections.getConnection();
        } finally {
            waitingForTheEnd.decrementAndGet();
        }
    }

    private RuntimeException failure(SQLTransientConnectionException none) {
        return watch.outage()
                .<RuntimeException>map(StoreOutOfReachException::new)
                .orElseGet(() -> new ConnectionException(none));
    }

    private StoreBusyException busy() {
        timeouts.increment();
        return new StoreBusyException(settings.connections(), settings.connectTimeout());
    }

    /** Whether the pool has connections again after an outage. */
    private void check() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            Watch.ask(connection);
        }
    }

    Optional<Outage> outage() {
        return watch.outage();
    }

    PoolState state() {
        HikariPoolMXBean pool = connections.getHikariPoolMXBean();
        return new PoolState(
                settings.connections(),
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                timeouts.sum());
    }

    private static HikariConfig config(PostgresSettings settings) {
        Duration slice = settings.connectTimeout().compareTo(SLICE) < 0 ? settings.connectTimeout() : SLICE;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setPoolName("signet");
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setConnectionTimeout(Math.max(250, slice.toMillis()));
        config.setValidationTimeout(Math.max(250, slice.toMillis()));
        // The server is ready when its first request can be answered, not when the pool is full.
        config.setInitializationFailTimeout(-1);
        // For a server that no longer answers at all: later than its own timeouts.
        config.setDataSourceProperties(properties(
                settings.connectTimeout(), settings.statementTimeout().plusSeconds(5)));
        return config;
    }

    /** What the driver is told about every connection. */
    static Properties properties(Duration connect, Duration silence) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "signet");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(connect));
        properties.setProperty("loginTimeout", seconds(connect));
        properties.setProperty("socketTimeout", seconds(silence));
        return properties;
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    @Override
    public void close() {
        watch.close();
        connections.close();
    }
}

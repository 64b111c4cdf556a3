package dev.signet.server.postgres;

import dev.signet.server.registry.Outage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the database can be reached, unless requests show that it can, over a connection of its own, so that a pool in which all are
 * busy is not taken for a database that is gone. Safe for concurrent use.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 1_000;

    /** The database answers, but has no connection left for us: that is not gone. */
    private static final String TOO_MANY_CONNECTIONS = "53";

    private final PostgresSettings settings;
    private final Usable usable;
    private final ScheduledExecutorService rounds;
    private @Nullable Connection own;
    private volatile Optional<Outage> outage = Optional.empty();
    private volatile long answered = System.nanoTime();

    /** Fails unless requests can be served again. */
    interface Usable {
        void check() throws SQLException;
    }

    private Watch(PostgresSettings settings, Usable usable) {
        this.settings = settings;
        this.usable = usable;
        this.rounds = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "database-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to watch.
     *
     * @param usable what must also hold before an outage is over
     */
    static Watch start(PostgresSettings settings, Usable usable) {
        Watch watch = new Watch(settings, usable);
        watch.rounds.scheduleWithFixedDelay(watch::round, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    Optional<Outage> outage() {
        return outage;
    }

    /** Somebody has had an answer. */
    void answered() {
        answered = System.nanoTime();
    }

    private void round() {
        boolean quiet = System.nanoTime() - answered > TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        if (quiet || outage.isPresent()) {
            look();
        }
    }

    /** Looks now, for somebody who has reason to, and returns when it is known; many may come at once. */
    synchronized void suspect() {
        if (outage.isEmpty()) {
            look();
        }
    }

    private synchronized void look() {
        if (rounds.isShutdown()) {
            return;
        }
        try {
            askTwice();
            if (outage.isPresent()) {
                usable.check();
                LOG.warn(
                        "the database is in reach again, after an outage since {}",
                        outage.get().since());
                outage = Optional.empty();
            }
        } catch (SQLException unreachable) {
            notice(unreachable);
        }
    }

    /** A connection that lay idle may be dead although the database is not. */
    private void askTwice() throws SQLException {
        try {
            askOnce();
        } catch (SQLException first) {
            askOnce();
        }
    }

    private void askOnce() throws SQLException {
        Connection connection = own;
        try {
            if (connection == null) {
                connection = connect();
                own = connection;
            }
            ask(connection);
        } catch (SQLException failed) {
            letGo();
            String state = failed.getSQLState();
            if (state == null || !state.startsWith(TOO_MANY_CONNECTIONS)) {
                throw failed;
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = Pool.properties(PATIENCE, PATIENCE);
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
            properties.setProperty("password", settings.password());
        }
        return DriverManager.getConnection(settings.url(), properties);
    }

    static void ask(Connection connection) throws SQLException {
        try (java.sql.Statement question = connection.createStatement()) {
            question.execute("SELECT 1");
        }
    }

    private void notice(SQLException unreachable) {
        if (outage.isEmpty()) {
            LOG.error(
                    "the database cannot be reached: {}; known schemas are served from memory, everything else fails",
                    unreachable.getMessage());
            outage = Optional.of(new Outage(Instant.now().truncatedTo(ChronoUnit.MILLIS), "database unreachable"));
        }
    }

    private void letGo() {
        Connection connection = own;
        own = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                LOG.debug("closing the watch's connection failed", alreadyGone);
            }
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        synchronized (this) {
            letGo();
        }
    }
}

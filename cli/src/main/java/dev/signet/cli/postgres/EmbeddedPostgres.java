package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL of our own: durable, behind a password, on 127.0.0.1 only, its data in {@code postgres} in the
 * data folder. It is a separate process in a session of its own, so that Ctrl-C reaches us alone and we decide the order
 * in which things stop. Nothing stops it but {@link #close()}: who starts it closes it. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String CLUSTER = "postgres";
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Given on the command line, so that no file in the data folder can weaken them. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_checkpoints", "off"));

    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final int port;

    private EmbeddedPostgres(PostgresBinaries binaries, Cluster cluster, int port) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Looks whether what the folder holds can be served, before anything is started.
     *
     * @throws CannotStart when it cannot
     */
    public static void requireUsable(DataFolder folder) {
        Cluster.requireUsable(folder.resolve(CLUSTER));
    }

    /**
     * Starts the server and returns when it takes connections. A server that a killed process left behind in the
     * folder is stopped first.
     *
     * @throws CannotStart when this machine or this folder does not allow it; nothing keeps running then
     */
    public static EmbeddedPostgres start(DataFolder folder) {
        List<Path> caches = PostgresBinaries.caches(System.getenv(), System.getProperty("user.home"), folder.path());
        PostgresBinaries binaries = PostgresBinaries.in(caches);
        Cluster cluster = Cluster.in(folder.resolve(CLUSTER), binaries);
        stopOrphan(binaries, cluster);
        for (int attempt = 1; ; attempt++) {
            EmbeddedPostgres server = new EmbeddedPostgres(binaries, cluster, freePort());
            String failure = server.launch();
            if (failure.isEmpty()) {
                return server;
            }
            if (!passes(failure) || attempt == TRIES) {
                throw new CannotStart("PostgreSQL did not start on " + cluster.path() + ": " + failure + " (see "
                        + cluster.log() + ").");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Somebody took the port between our look and PostgreSQL's, or a killed server is still going away. */
    private static boolean passes(String failure) {
        return failure.contains("could not create any TCP/IP sockets")
                || failure.contains("pre-existing shared memory block");
    }

    private static void stopOrphan(PostgresBinaries binaries, Cluster cluster) {
        PostmasterFile file = new PostmasterFile(cluster.path());
        try {
            file.server().ifPresent(orphan -> {
                LOG.info("Stopping the PostgreSQL (process {}) that an earlier run left behind.", orphan.pid());
                new EmbeddedPostgres(binaries, cluster, 0).stop(Duration.ofSeconds(20));
            });
            file.disown();
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL's data in " + cluster.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("No port is free on 127.0.0.1: " + e.getMessage() + ".", e);
        }
    }

    /** Starts the server and waits for it; returns the reason when it did not come up. */
    private String launch() {
        long before = cluster.logSize();
        String options = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        List<String> arguments = List.of(
                "start",
                "--silent",
                "--wait",
                "--timeout=" + START_LIMIT.toSeconds(),
                "--pgdata=" + cluster.path(),
                "--log=" + cluster.log(),
                "--options=" + options);
        CommandOutcome outcome = binaries.run("pg_ctl", arguments, "", START_LIMIT.plusSeconds(10));
        if (outcome.succeeded()) {
            return "";
        }
        stop(Duration.ofSeconds(5));
        return lastFatalLine(before, outcome);
    }

    private String lastFatalLine(long from, CommandOutcome outcome) {
        try {
            byte[] log = Files.exists(cluster.log()) ? Files.readAllBytes(cluster.log()) : new byte[0];
            String added = new String(log, (int) from, log.length - (int) from, StandardCharsets.UTF_8);
            return added.lines()
                    .filter(line -> line.contains("FATAL:"))
                    .map(line -> line.substring(line.indexOf("FATAL:") + 6).strip())
                    .reduce((first, last) -> last)
                    .orElseGet(outcome::lastLine);
        } catch (IOException e) {
            return outcome.lastLine();
        }
    }

    /** Where JDBC finds the database. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    /** The role that owns the database. */
    public String user() {
        return Cluster.ROLE;
    }

    /** The generated password of {@link #user()}. */
    public String password() {
        return cluster.password();
    }

    /** The port on 127.0.0.1, another one at each start. */
    public int port() {
        return port;
    }

    /** Stops the server: open transactions are rolled back, what was committed is on the disk. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(4));
    }

    private void stop(Duration limit) {
        if (!stopped("fast", limit) && !stopped("immediate", Duration.ofSeconds(2))) {
            LOG.warn("PostgreSQL on {} does not stop; the next start will stop it.", cluster.path());
        }
    }

    private boolean stopped(String mode, Duration limit) {
        try {
            // pg_ctl believes the process number in the file, we look whose it is.
            if (new PostmasterFile(cluster.path()).server().isEmpty()) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("The postmaster file of {} cannot be read", cluster.path(), e);
        }
        List<String> arguments = List.of(
                "stop",
                "--silent",
                "--wait",
                "--mode=" + mode,
                "--timeout=" + limit.toSeconds(),
                "--pgdata=" + cluster.path());
        return binaries.run("pg_ctl", arguments, "", limit.plusSeconds(2)).succeeded();
    }
}

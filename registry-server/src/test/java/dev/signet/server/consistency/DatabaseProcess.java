package dev.signet.server.consistency;

import dev.signet.server.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A durable PostgreSQL on a data folder of its own, which can be killed and started again. It runs the programs that
 * the shared {@link TestDatabase} unpacked.
 */
public final class DatabaseProcess implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path programs;
    private final Path folder;
    private final int port;
    private Process process;

    private DatabaseProcess(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** Creates the data folder and starts; it takes connections when this returns. */
    public static DatabaseProcess start(Path folder) {
        Path programs = programs();
        Process initdb = run(
                folder,
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + folder.resolve("data"),
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C"));
        if (initdb.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("initdb failed, see " + folder.resolve("postgres.log"));
        }
        DatabaseProcess database = new DatabaseProcess(programs, folder, freePort());
        database.awaitConnections();
        return database;
    }

    private static Path programs() {
        try (Connection connection =
                        DriverManager.getConnection(TestDatabase.empty().url(), "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            row.next();
            return Path.of(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException("the test database does not say where its programs are", failed);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("no port is free", none);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Kills it and all that it started; what it promised to keep is in its files, or it lied. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Stops it in the middle of whatever it does: connections stay open and nobody answers. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        // The postmaster first, so that it starts no more of them.
        command.add(Long.toString(process.pid()));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException failed) {
            throw new IllegalStateException("kill could not be started", failed);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Starts it again if it was killed. */
    public void ensureRunning() {
        if (!process.isAlive()) {
            restart();
        }
    }

    /** Starts it on the files that are there; it takes connections when this returns. */
    public void restart() {
        process = launch();
        awaitConnections();
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                "" + port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=100")) {
            command.add("-c");
            command.add(setting);
        }
        return run(folder, command);
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(), "postgres", "")) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not answer", notYet);
                }
                if (!process.isAlive()) {
                    // A killed one may take a moment to let go of its shared memory.
                    process = launch();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** PostgreSQL does not run as root, so root runs it in a user namespace, in which it is nobody. */
    private static Process run(Path folder, List<String> command) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(command);
        try {
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("postgres.log").toFile()))
                    .start();
        } catch (IOException failed) {
            throw new IllegalStateException("PostgreSQL could not be started", failed);
        }
    }
}

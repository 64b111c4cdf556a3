package dev.signet.bench.server;

import dev.signet.bench.program.Machine;
import dev.signet.bench.program.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a whole registry takes to be listed, searched, exported, imported elsewhere and compared.
 *
 * @param versions how many it holds, ten a subject
 */
record MoveRun(int versions) {
    private static final List<String> QUESTIONS = List.of(
            "/subjects?limit=-1",
            "/schemas?latestOnly=true&limit=-1",
            "/signet/v1/subjects?limit=1000",
            "/signet/v1/search?query=" + Schemas.subject(7),
            "/signet/v1/search?query=nothingofthatname&in=name,field,doc");

    static MoveRun of(Options options) {
        return new MoveRun(options.number("versions", 100_000));
    }

    /** Measures and prints. */
    void run(PrintStream out) {
        try (BenchDatabase database = BenchDatabase.start()) {
            Machine.describe(out);
            out.println(database.durability());
            String full = database.create();
            String empty = database.create();
            Peer.SIGNET.start(database.url(full), Map.of()).close();
            fill(database, full);
            try (ServerProcess from = Peer.SIGNET.start(database.url(full), Map.of());
                    ServerProcess to = Peer.SIGNET.start(database.url(empty), Map.of())) {
                out.println("| of " + versions + " versions | |");
                out.println("|---|---|");
                move(out, from, to);
                ask(out, from);
            }
            out.println(Machine.load());
        }
    }

    private void fill(BenchDatabase database, String name) {
        try (Connection connection = database.connect(name)) {
            SeededVersions.write(connection, versions);
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("cannot store " + versions + " versions", failed);
        }
    }

    private void move(PrintStream out, ServerProcess from, ServerProcess to) {
        Path file = temporary("signet-export", ".jsonl");
        Path log = temporary("signet-move", ".log");
        double exported = seconds(log, "export", "--registry", address(from), "--output", file.toString());
        row(out, "export into a file", exported);
        double imported = seconds(log, "import", "--from-export", file.toString(), "--registry", address(to));
        row(out, "import of that file into an empty registry", imported);
        out.printf(Locale.ROOT, "| versions imported a second | %.0f |%n", versions / imported);
        double verified =
                seconds(log, "import", "--from-export", file.toString(), "--registry", address(to), "--verify");
        row(out, "import once more, with a comparison of every byte", verified);
    }

    private static void ask(PrintStream out, ServerProcess server) {
        try (Load load = new Load(server.port(), 1)) {
            for (String question : QUESTIONS) {
                long start = System.nanoTime();
                load.ask(Request.get(question));
                long between = System.nanoTime();
                load.ask(Request.get(question));
                out.printf(
                        Locale.ROOT,
                        "| GET %s, first and second time | %.0f ms, %.0f ms |%n",
                        question,
                        (between - start) / 1e6,
                        (System.nanoTime() - between) / 1e6);
            }
        }
    }

    private static void row(PrintStream out, String what, double seconds) {
        out.printf(Locale.ROOT, "| %s | %.1f s |%n", what, seconds);
    }

    private static String address(ServerProcess server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static Path temporary(String name, String suffix) {
        try {
            Path file = Files.createTempFile(name, suffix);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs the command line in a process of its own, from its start to its end. */
    private static double seconds(Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Peer.JAVA, "-Xmx1g", "-jar", Peer.SIGNET_JAR.toString()));
        command.addAll(List.of(arguments));
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(log));
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

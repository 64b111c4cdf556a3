package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs as somebody they accept. They refuse to run as root, so root runs them in a user namespace
 * of their own, in which it is nobody.
 */
final class Commands {
    private final List<String> prefix;

    private Commands(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * Finds out how to run the programs here.
     *
     * @throws CannotStart when this user is root and cannot be anybody else
     */
    static Commands forThisUser() {
        Commands plain = new Commands(List.of());
        CommandOutcome user = plain.run(List.of("id", "-u"), "", Duration.ofSeconds(5));
        if (!user.output().strip().equals("0")) {
            return plain;
        }
        Commands namespaced = new Commands(List.of("unshare", "-U"));
        if (!namespaced.run(List.of("true"), "", Duration.ofSeconds(5)).succeeded()) {
            throw new CannotStart("PostgreSQL does not run as root, and root cannot make a user namespace here"
                    + " (unshare -U failed): run signet as another user, or give a database with --db.");
        }
        return namespaced;
    }

    boolean inNamespace() {
        return !prefix.isEmpty();
    }

    /** Runs a program to its end, gives it {@code input}, and reads what it prints. */
    CommandOutcome run(List<String> command, String input, Duration limit) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        // The same data folder must come out whatever the language and the time zone of the user are.
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        try {
            return outcome(builder.start(), input, limit);
        } catch (IOException e) {
            return new CommandOutcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandOutcome(-1, "interrupted");
        }
    }

    private static CommandOutcome outcome(Process process, String input, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<byte[]> printed = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, printed), "postgres-output");
        reader.setDaemon(true);
        reader.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return new CommandOutcome(-1, "no end after " + limit.toSeconds() + " s");
        }
        reader.join();
        return new CommandOutcome(process.exitValue(), new String(printed.join(), StandardCharsets.UTF_8));
    }

    private static void read(Process process, CompletableFuture<byte[]> printed) {
        try {
            printed.complete(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            printed.complete(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }
}

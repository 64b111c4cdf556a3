package dev.signet.schema.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Clients from npm, installed under {@code target} of the module that runs the tests, in the versions that stand here;
 * its scripts are in {@code src/test/npm}.
 */
public final class NpmClients {
    private static final List<String> PACKAGES =
            List.of("@kafkajs/confluent-schema-registry@4.1.0", "@confluentinc/schemaregistry@1.10.1");
    private static final Path FOLDER = Path.of("target", "npm-clients").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src", "test", "npm").toAbsolutePath();

    private NpmClients() {}

    /** What a program printed and returned. */
    public record Outcome(int exitCode, String output) {}

    /** Why the clients cannot run here, with the command that helps; empty if they can. */
    public static Optional<String> obstacle() {
        for (String tool : List.of("node", "npm")) {
            if (run(List.of(tool, "--version")).exitCode() != 0) {
                return Optional.of(tool + " is not on the PATH, so the npm clients did not run;"
                        + " on Debian: apt-get install --yes nodejs npm");
            }
        }
        return Optional.empty();
    }

    /** Installs the clients, if that has not been done. */
    public static void install() {
        Path installed = FOLDER.resolve("installed.txt");
        try {
            if (Files.exists(installed) && Files.readAllLines(installed).equals(PACKAGES)) {
                return;
            }
            Files.createDirectories(FOLDER);
            List<String> command = new ArrayList<>(List.of("npm", "install", "--prefix", FOLDER.toString()));
            command.addAll(List.of("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"));
            command.addAll(PACKAGES);
            Outcome outcome = run(command);
            if (outcome.exitCode() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + outcome.output());
            }
            Files.write(installed, PACKAGES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs a script with arguments. */
    public static Outcome run(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static Outcome run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .put("NODE_PATH", FOLDER.resolve("node_modules").toString());
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Outcome(-1, output);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException notThere) {
            return new Outcome(-1, String.valueOf(notThere.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }
}

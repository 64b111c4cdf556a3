package dev.signet.gate.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code git} that is installed, asked in one folder. It is only read from. */
final class Git {
    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** What git said. */
    sealed interface Output {
        /** It did what it was asked. */
        record Done(byte[] bytes) implements Output {
            String text() {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        /** It did not; its own words. */
        record Failed(String words) implements Output {}
    }

    Output run(List<String> arguments) {
        return run(arguments, "");
    }

    /**
     * Runs a command to its end.
     *
     * @param input what it reads from its standard input
     */
    Output run(List<String> arguments, String input) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(arguments);
        try {
            Path asked = Files.createTempFile("signet-gate", ".in");
            Path complaints = Files.createTempFile("signet-gate", ".err");
            try {
                Files.writeString(asked, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(asked.toFile())
                        .redirectError(complaints.toFile());
                builder.environment().put("LC_ALL", "C");
                builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
                builder.environment().put("GIT_TERMINAL_PROMPT", "0");
                Process process = builder.start();
                byte[] bytes = process.getInputStream().readAllBytes();
                return process.waitFor() == 0
                        ? new Output.Done(bytes)
                        : new Output.Failed(Files.readString(complaints).strip());
            } finally {
                Files.deleteIfExists(asked);
                Files.deleteIfExists(complaints);
            }
        } catch (IOException notThere) {
            return new Output.Failed("git cannot be run: " + notThere.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Output.Failed("interrupted while git was running");
        }
    }
}

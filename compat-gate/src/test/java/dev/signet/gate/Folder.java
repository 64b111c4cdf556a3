package dev.signet.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A folder of schema files in a test, which may be a git repository. */
public record Folder(Path path) {
    /** A record type, written over several lines: the first field stands in line 6. */
    public static String record(String name, String... fields) {
        int dot = name.lastIndexOf('.');
        return "{\n  \"type\": \"record\",\n  \"name\": \"%s\",\n  \"namespace\": \"%s\",\n  \"fields\": [\n    %s\n  ]\n}\n"
                .formatted(
                        name.substring(dot + 1), dot < 0 ? "" : name.substring(0, dot), String.join(",\n    ", fields));
    }

    /** A field whose type is given as JSON. */
    public static String field(String name, String type) {
        return "{\"name\": \"%s\", \"type\": %s}".formatted(name, type);
    }

    /** A field with a default, both given as JSON. */
    public static String field(String name, String type, String byDefault) {
        return "{\"name\": \"%s\", \"type\": %s, \"default\": %s}".formatted(name, type, byDefault);
    }

    public Folder write(String file, String text) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Folder move(String from, String to) {
        try {
            Path target = path.resolve(to);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.move(path.resolve(from), target);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Folder repository() {
        git("init", "-q", "-b", "main");
        git("config", "user.email", "somebody@example.com");
        git("config", "user.name", "Somebody");
        git("config", "commit.gpgsign", "false");
        return this;
    }

    /** Commits everything. */
    public Folder commit() {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "a change");
        return this;
    }

    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", path.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}

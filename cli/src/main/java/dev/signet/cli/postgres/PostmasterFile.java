package dev.signet.cli.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file {@code postmaster.pid}, by which PostgreSQL marks a data folder as being served. It outlives a server that
 * was killed, and the process number in it may meanwhile belong to somebody else.
 */
record PostmasterFile(Path cluster) {
    /** The server that serves the folder now, if one does. */
    Optional<ProcessHandle> server() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        return processNumber()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::serves);
    }

    /**
     * Makes sure that a stale file does not keep a new server from starting. PostgreSQL refuses to start while the
     * process named in the file lives, whatever it is. The rest of the file is left alone: by it PostgreSQL notices
     * that parts of a killed server still use the folder.
     */
    void disown() throws IOException {
        if (!Files.exists(file()) || processNumber().flatMap(ProcessHandle::of).isEmpty() || server().isPresent()) {
            return;
        }
        List<String> lines = Files.readAllLines(file());
        lines.set(0, Long.toString(numberOfNoProcess()));
        Files.write(file(), lines);
    }

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }

    private Optional<Long> processNumber() throws IOException {
        List<String> lines = Files.readAllLines(file());
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean serves(ProcessHandle process) {
        if (!process.isAlive() || hasEnded(process)) {
            return false;
        }
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(workingFolder)) {
                return Files.isSameFile(workingFolder, cluster);
            }
        } catch (IOException e) {
            // Not ours to look into: the command line decides.
        }
        // A process that shows nothing of itself is taken for the server: PostgreSQL then refuses to start twice.
        return process.info()
                .commandLine()
                .map(line -> line.contains(cluster.toString()))
                .orElse(true);
    }

    /** Whether the process is only a number that its parent has not asked after: no server, though it counts as alive. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return state.substring(state.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }

    private static long numberOfNoProcess() throws IOException {
        Process ended = new ProcessBuilder("true").start();
        try {
            ended.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ended.pid();
    }
}

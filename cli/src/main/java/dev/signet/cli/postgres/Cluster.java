package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one PostgreSQL: complete from the moment its folder exists under its final name.
 *
 * @param path the folder
 * @param password of the role {@link #ROLE}
 */
record Cluster(Path path, String password) {
    static final String ROLE = "signet";
    static final String DATABASE = "signet";

    private static final String PASSWORD_FILE = "signet.password";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Takes what is in the folder, or creates it.
     *
     * @throws CannotStart when the folder holds something else, or data of another major version
     */
    static Cluster in(Path path, PostgresBinaries binaries) {
        requireUsable(path);
        try {
            if (!Files.exists(path.resolve("PG_VERSION"))) {
                create(path, binaries);
            }
            return new Cluster(
                    path, Files.readString(path.resolve(PASSWORD_FILE)).strip());
        } catch (IOException e) {
            throw new CannotStart(
                    "PostgreSQL's data in " + path + " cannot be read or created: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Looks at what is in the folder, if anything is.
     *
     * @throws CannotStart when it is something else, or data of another major version
     */
    static void requireUsable(Path path) {
        try {
            if (Files.exists(path.resolve("PG_VERSION"))) {
                checkVersion(path);
            } else {
                checkEmpty(path);
            }
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL's data in " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void checkVersion(Path path) throws IOException {
        String found = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!found.equals(PostgresBinaries.majorVersion())) {
            throw new CannotStart("The data in " + path + " was written by PostgreSQL " + found
                    + ", this Signet brings PostgreSQL " + PostgresBinaries.majorVersion()
                    + ": run the Signet that wrote it, or choose another folder with --data.");
        }
        if (!Files.exists(path.resolve(PASSWORD_FILE))) {
            throw new CannotStart("The data in " + path + " was not created by Signet (" + PASSWORD_FILE
                    + " is missing): choose another folder with --data, or give that database with --db.");
        }
    }

    private static void checkEmpty(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new CannotStart("The folder " + path
                        + " holds something that is not PostgreSQL data: choose another folder with --data.");
            }
        }
    }

    private static void create(Path path, PostgresBinaries binaries) throws IOException {
        Path staging = path.resolveSibling(path.getFileName() + ".new");
        PostgresArchive.delete(staging);
        Files.createDirectory(
                staging, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Path complete = staging.resolve("data");
            fill(complete, staging.resolve(PASSWORD_FILE), binaries);
            Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PostgresArchive.delete(staging);
        }
    }

    private static void fill(Path data, Path secret, PostgresBinaries binaries) throws IOException {
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, newPassword() + "\n");
        List<String> initdb = List.of(
                "--pgdata=" + data,
                "--username=" + ROLE,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        require(binaries.run("initdb", initdb, "", LIMIT), data, binaries);
        List<String> single = List.of("--single", "-D", data.toString(), "postgres");
        require(binaries.run("postgres", single, "CREATE DATABASE " + DATABASE + "\n", LIMIT), data, binaries);
        Files.move(secret, data.resolve(PASSWORD_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void require(CommandOutcome outcome, Path data, PostgresBinaries binaries) {
        if (outcome.succeeded()) {
            return;
        }
        boolean shutOut = outcome.output().contains("Permission denied") && binaries.withoutRootsRights();
        throw new CannotStart("PostgreSQL's data folder cannot be created in " + data.getParent() + ": "
                + outcome.lastLine() + "."
                + (shutOut
                        ? " Root's PostgreSQL runs without root's rights: choose a folder that root owns, or run signet"
                                + " as the user who owns this one."
                        : ""));
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Where the server writes what it has to say. */
    Path log() {
        return path.resolve("postgres.log");
    }

    /** The size of the log now, so that what a start adds can be told apart. */
    long logSize() {
        try {
            return Files.exists(log()) ? Files.size(log()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Cluster[" + path + "]";
    }
}

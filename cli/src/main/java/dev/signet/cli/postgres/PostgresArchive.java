package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as they lie on the class path, and the folder that they are unpacked to once. */
final class PostgresArchive {
    private final Platform platform;
    private final String version;

    PostgresArchive(Platform platform, String version) {
        this.platform = platform;
        this.version = version;
    }

    /** Unpacks into {@code cache} what is not there yet. Several processes may do so at once. */
    Path unpackedIn(Path cache) throws IOException {
        Path home = cache.resolve("postgresql-" + version + "-" + platform.label());
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        Path staging = Files.createTempDirectory(cache, home.getFileName() + ".");
        try {
            unpack(staging);
            Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveUnlessThere(staging, home);
        } finally {
            delete(staging);
        }
        return home;
    }

    private static void moveUnlessThere(Path staging, Path home) throws IOException {
        try {
            Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private void unpack(Path target) throws IOException {
        String resource = "/postgres-" + platform.label() + ".txz";
        try (InputStream packed = PostgresArchive.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new CannotStart("PostgreSQL's programs for " + platform.label()
                        + " are not in this build: build Signet on this machine, or give a database with --db.");
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Deletes a folder with all that is in it; nothing when it is not there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

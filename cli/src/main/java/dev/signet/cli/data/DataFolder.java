package dev.signet.cli.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A data folder that this process holds alone until {@link #close()}. The operating system gives the lock back when the
 * process ends, however it ends. Safe for use by several threads.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "signet.lock";
    private static final String HOLDER = "signet.pid";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is created when it is missing.
     *
     * @throws CannotStart when the folder cannot be written or another process holds it
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            Path real = path.toRealPath();
            DataFolder taken = new DataFolder(real, locked(real));
            Files.writeString(real.resolve(HOLDER), ProcessHandle.current().pid() + "\n");
            return taken;
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart("The data folder " + path + " cannot be used: " + e.getFile() + " is a file.", e);
        } catch (AccessDeniedException e) {
            throw new CannotStart(
                    "The data folder " + path + " cannot be written by this user: choose another one with --data.", e);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "it cannot be written" : e.getReason();
            throw new CannotStart("The data folder " + path + " cannot be used: " + reason + ".", e);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel).isPresent()) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new CannotStart("The data folder " + folder + " is in use by another signet up (process " + holder(folder)
                + "): stop that one first, or choose another folder with --data.");
    }

    /** The lock, unless another process or another part of this one holds it. */
    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException held) {
            return Optional.empty();
        }
    }

    private static String holder(Path folder) {
        try {
            return Files.readString(folder.resolve(HOLDER)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The real path of the folder. */
    public Path path() {
        return path;
    }

    /** The path of one thing in the folder. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(HOLDER));
            lock.close();
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be released: " + e.getMessage() + ".", e);
        }
    }
}

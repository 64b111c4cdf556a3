package dev.signet.broker.directory;

import dev.signet.broker.directory.CacheCodec.UnreadableException;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which what is known outlives the process. Nothing that happens to it stops a broker: what cannot be read is
 * put aside, what cannot be written is tried again. Safe for use by many threads.
 */
final class CacheFile {

    static final String NAME = "schemas.cache";
    static final String ASIDE = NAME + ".unreadable";

    private static final Logger LOG = LoggerFactory.getLogger(CacheFile.class);
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Path folder;
    private final Path file;
    private volatile DiskCache state = DiskCache.EMPTY;

    CacheFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    DiskCache state() {
        return state;
    }

    /** What was written last; empty if there is nothing, or nothing that can be read. */
    Optional<CacheContent> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new UnreadableException("it is no file of at most " + MOST_BYTES + " bytes");
            }
            CacheContent content = CacheCodec.read(Files.readAllBytes(file));
            state = DiskCache.LOADED;
            return Optional.of(content);
        } catch (IOException | UnreadableException unreadable) {
            putAside(unreadable);
            return Optional.empty();
        }
    }

    /** Keeps the file out of the way, and says why once. */
    void putAside(Exception why) {
        state = DiskCache.FAILED;
        try {
            Files.move(file, folder.resolve(ASIDE), StandardCopyOption.REPLACE_EXISTING);
            LOG.warn(
                    "what was known about schemas cannot be read from {} ({}); it is put aside as {}, and the registry"
                            + " is asked again",
                    file,
                    why.getMessage(),
                    ASIDE);
        } catch (IOException stays) {
            LOG.warn(
                    "what was known about schemas cannot be read from {} ({}), nor can it be put aside ({}); the"
                            + " registry is asked again",
                    file,
                    why.getMessage(),
                    stays.getMessage());
        }
    }

    /** Puts this in the place of what was written before, at once or not at all. False if it cannot be written now. */
    synchronized boolean write(CacheContent content) {
        Path next = folder.resolve(NAME + ".next");
        try {
            Files.createDirectories(folder);
            write(next, ByteBuffer.wrap(CacheCodec.bytes(content, MOST_BYTES)));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            state = state == DiskCache.FAILED ? DiskCache.EMPTY : state;
            return true;
        } catch (ClosedByInterruptException closing) {
            return false;
        } catch (IOException failed) {
            if (state != DiskCache.FAILED) {
                LOG.warn("what is known about schemas cannot be kept in {}: {}", folder, failed.toString());
            }
            state = DiskCache.FAILED;
            return false;
        }
    }

    private static void write(Path to, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}

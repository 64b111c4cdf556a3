package dev.signet.broker.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * The folder that the log lives in: held by one process at a time, and stamped with the cluster and the release of
 * Apache Kafka that wrote it. Kafka's own data lies in {@code data} beneath it.
 */
final class LogFolder implements AutoCloseable {

    private static final String FORMAT = "1";
    private static final String STAMP = "signet-log.properties";
    private static final String LOCK = "signet-log.lock";
    private static final String KAFKAS_STAMP = "meta.properties";

    private final Path folder;
    private final FileChannel lock;
    private final Path data;

    private LogFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.data = folder.resolve("data");
    }

    /**
     * Takes the folder.
     *
     * @throws LogStartException if it cannot be written, is in use, or is not the folder of a log that this release reads
     */
    static LogFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        if (folder.toString().contains(",")) {
            throw new LogStartException("The log's folder " + folder
                    + " has a comma in its name, which Apache Kafka reads as two folders.");
        }
        try {
            Files.createDirectories(folder);
            return new LogFolder(folder, locked(folder));
        } catch (FileAlreadyExistsException | NotDirectoryException notAFolder) {
            throw new LogStartException("The log's folder " + folder + " is not a folder.", notAFolder);
        } catch (AccessDeniedException denied) {
            throw new LogStartException(
                    "The log's folder " + folder + " cannot be written: no permission for " + denied.getFile() + ".",
                    denied);
        } catch (IOException unusable) {
            throw new LogStartException(
                    "The log's folder " + folder + " cannot be made or written (" + unusable.getMessage() + ").",
                    unusable);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            // held by another log in this process: the same answer
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        return lock.map(FileLock::acquiredBy)
                .map(FileChannel.class::cast)
                .orElseThrow(() -> new LogStartException("The log's folder " + folder
                        + " is in use by another running log; stop that one or choose another folder."));
    }

    /** Where Kafka keeps its partitions. */
    Path data() {
        return data;
    }

    /**
     * Makes the folder ready for this release and says which cluster it holds.
     *
     * @throws LogStartException if somebody else's data lies in it
     */
    String prepare(String kafkaVersion) {
        try {
            Properties stamp = stamp();
            String clusterId = stamp.getProperty("cluster.id");
            requireReadable(stamp, clusterId, kafkaVersion);
            stamp.setProperty("kafka.version", kafkaVersion);
            write(stamp);
            if (!Files.exists(data.resolve(KAFKAS_STAMP))) {
                NodeStorage.format(data, clusterId, BrokerSettings.NODE_ID);
            }
            return clusterId;
        } catch (IOException unusable) {
            throw new LogStartException(
                    "The log's folder " + folder + " cannot be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    private Properties stamp() throws IOException {
        Path file = folder.resolve(STAMP);
        if (Files.exists(file)) {
            return read(file);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> others = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("signet-log."))
                    .sorted()
                    .limit(3)
                    .toList();
            if (!others.isEmpty()) {
                throw new LogStartException("The log's folder " + folder + " holds something else ("
                        + String.join(", ", others) + "); choose an empty folder.");
            }
        }
        Properties fresh = new Properties();
        fresh.setProperty("format", FORMAT);
        fresh.setProperty("cluster.id", Uuid.randomUuid().toString());
        return fresh;
    }

    private void requireReadable(Properties stamp, String clusterId, String kafkaVersion) throws IOException {
        String format = stamp.getProperty("format");
        if (!FORMAT.equals(format) || clusterId == null) {
            throw new LogStartException("The log's folder " + folder + " was written in format " + format
                    + " by another release of Signet; this one reads format " + FORMAT + ".");
        }
        String writtenBy = stamp.getProperty("kafka.version", kafkaVersion);
        if (ReleaseNumbers.compare(writtenBy, kafkaVersion) > 0) {
            throw new LogStartException("The log's folder " + folder + " was written by Apache Kafka " + writtenBy
                    + "; this is " + kafkaVersion + " and cannot read it. Start the newer release again.");
        }
        Path kafkasStamp = data.resolve(KAFKAS_STAMP);
        if (Files.exists(kafkasStamp)) {
            String found = read(kafkasStamp).getProperty("cluster.id");
            if (!clusterId.equals(found)) {
                throw new LogStartException("The log's folder " + folder + " belongs to cluster " + clusterId
                        + " but its data to cluster " + found + "; put the right data back or choose another folder.");
            }
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private void write(Properties stamp) throws IOException {
        Path fresh = folder.resolve(STAMP + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            stamp.store(out, "The log of Signet in this folder. Do not edit.");
        }
        Files.move(fresh, folder.resolve(STAMP), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            // the lock ends with the process at the latest
        }
    }
}

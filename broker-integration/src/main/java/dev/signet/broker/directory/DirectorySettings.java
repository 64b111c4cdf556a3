package dev.signet.broker.directory;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much a directory keeps and asks.
 *
 * @param cacheFolder where it keeps what it knows across restarts, a folder for each broker; empty: nowhere
 * @param mostSchemas how many schemas it keeps
 * @param mostBytes about how many bytes they may take in memory
 * @param requestsPerSecond how many requests it sends to the registry in a second, in the long run
 */
public record DirectorySettings(Optional<Path> cacheFolder, int mostSchemas, long mostBytes, int requestsPerSecond) {

    /** 10,000 schemas in about 128 MiB, 100 requests a second, nothing kept across restarts. */
    public static final DirectorySettings STANDARD =
            new DirectorySettings(Optional.empty(), 10_000, 128L * 1024 * 1024, 100);

    public DirectorySettings {
        requirePositive("schemas kept", mostSchemas);
        requirePositive("bytes of schemas kept", mostBytes);
        requirePositive("requests a second", requestsPerSecond);
    }

    private static void requirePositive(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "a directory needs at least 1 for the number of " + what + ", got " + number);
        }
    }

    /** The same with a folder to keep what is known in; it is made if it does not exist. */
    public DirectorySettings withCacheFolder(Path folder) {
        return new DirectorySettings(Optional.of(folder), mostSchemas, mostBytes, requestsPerSecond);
    }

    /** The same with another rate of requests. */
    public DirectorySettings withRequestsPerSecond(int requests) {
        return new DirectorySettings(cacheFolder, mostSchemas, mostBytes, requests);
    }
}

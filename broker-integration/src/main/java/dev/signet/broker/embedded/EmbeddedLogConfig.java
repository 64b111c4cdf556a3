package dev.signet.broker.embedded;

import dev.signet.broker.append.AppendGuard;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the embedded log keeps its data and listens.
 *
 * @param folder a folder of its own; made if it does not exist
 * @param host the address to listen on, which is also the one that clients are told; for {@code 0.0.0.0} they are told
 *     this machine's name
 * @param port the port that clients connect to
 * @param guard what stands in front of every append; without one nothing is validated
 * @param settings further settings of Apache Kafka's broker, by its names
 */
public record EmbeddedLogConfig(
        Path folder, String host, int port, Optional<AppendGuard> guard, Map<String, String> settings) {

    public EmbeddedLogConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 1 and 65535, got " + port);
        }
        settings = Map.copyOf(settings);
    }

    /** A log without validation and with the standard settings. */
    public static EmbeddedLogConfig of(Path folder, String host, int port) {
        return new EmbeddedLogConfig(folder, host, port, Optional.empty(), Map.of());
    }

    /** The same with a guard in front of every append. */
    public EmbeddedLogConfig guardedBy(AppendGuard other) {
        return new EmbeddedLogConfig(folder, host, port, Optional.of(other), settings);
    }

    /** The same with one more broker setting. */
    public EmbeddedLogConfig with(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new EmbeddedLogConfig(folder, host, port, guard, more);
    }
}

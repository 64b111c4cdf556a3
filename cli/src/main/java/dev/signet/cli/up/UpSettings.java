package dev.signet.cli.up;

import dev.signet.broker.policy.PolicyDefaults;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the all-in-one process is asked for.
 *
 * @param data the folder that keeps everything
 * @param host the address to listen on
 * @param port the registry's port
 * @param kafkaPort the log's port
 * @param database a database to use instead of our own, as a JDBC URL
 * @param topicDefaults what is asked of the records of topics that do not say it themselves
 */
public record UpSettings(
        Path data, String host, int port, int kafkaPort, Optional<String> database, PolicyDefaults topicDefaults) {
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

    /** Where this machine reaches the registry. */
    public URI registry() {
        return URI.create("http://" + ownHost() + ":" + port);
    }

    private String ownHost() {
        if (ALL_ADDRESSES.contains(host)) {
            return "127.0.0.1";
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}

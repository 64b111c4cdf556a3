package dev.signet.cli;

import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicyKeys;
import dev.signet.cli.up.UpSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what runs a registry together with Apache Kafka. */
final class UpOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SIGNET_DATA:-signet-data}",
            description = "Folder that keeps everything (default: SIGNET_DATA, else ./signet-data).")
    Path data = Path.of("signet-data");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:SIGNET_PORT:-8081}",
            description = "Port of the registry (default: SIGNET_PORT, else 8081).")
    int port;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "${env:SIGNET_KAFKA_PORT:-9092}",
            description = "Port of the log (default: SIGNET_KAFKA_PORT, else 9092).")
    int kafkaPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:SIGNET_HOST:-127.0.0.1}",
            description = "Address to listen on (default: SIGNET_HOST, else 127.0.0.1: this machine only).")
    String host = "127.0.0.1";

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            defaultValue = "${env:SIGNET_DB_URL:-}",
            description = "Keep the schemas in this PostgreSQL instead (default: SIGNET_DB_URL, else one of our own).")
    @Nullable
    String database;

    @Option(
            names = "--topic-default",
            paramLabel = "KEY=VALUE",
            description = "What holds for topics that do not say it themselves, such as signet.value.validation=full"
                    + " (also as SIGNET_VALUE_VALIDATION; default: auto). May be given several times.")
    Map<String, String> topicDefaults = Map.of();

    /**
     * What is asked for.
     *
     * @throws ParameterException if a topic cannot have such a setting
     */
    UpSettings settings() {
        return new UpSettings(data, host, port, kafkaPort, database(), defaults());
    }

    /** How the registry is told of: its address, and which database it has if it is not ours. */
    String registry() {
        return "registry http://" + host + ":" + port
                + (database().isPresent() ? " (schemas in the database given with --db)" : "");
    }

    private Optional<String> database() {
        return Optional.ofNullable(database).filter(url -> !url.isBlank());
    }

    private PolicyDefaults defaults() {
        Set<String> unknown = new TreeSet<>(topicDefaults.keySet());
        unknown.removeAll(PolicyKeys.names());
        if (!unknown.isEmpty()) {
            throw wrong("--topic-default: topics have no settings named " + String.join(", ", unknown)
                    + "; docs/validation.md has all that they have");
        }
        try {
            return PolicyDefaults.of(topicDefaults, System.getenv());
        } catch (IllegalArgumentException unfit) {
            throw wrong("--topic-default: " + unfit.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}

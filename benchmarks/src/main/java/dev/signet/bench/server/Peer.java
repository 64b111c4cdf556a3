package dev.signet.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is measured. Each runs on PostgreSQL with the serial collector, as a small server would. */
enum Peer {
    /** Signet as its users run it. */
    SIGNET("") {
        @Override
        Optional<String> missing() {
            return Files.exists(SIGNET_JAR) ? Optional.empty() : Optional.of(SIGNET_JAR + " is not built");
        }

        @Override
        ServerProcess start(String databaseUrl, Map<String, String> settings) {
            int port = ServerProcess.freePort();
            return ServerProcess.start(
                    List.of(
                            // The options that the signet script gives a server.
                            JAVA,
                            "-Xms48m",
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-jar",
                            SIGNET_JAR.toString(),
                            "server",
                            "--db",
                            databaseUrl,
                            "--port",
                            Integer.toString(port)),
                    with(settings, "SIGNET_DB_USER", "SIGNET_DB_PASSWORD"),
                    port,
                    "/health/ready",
                    log());
        }
    },

    /** The bound: one route, one SELECT, no registry. */
    BARE("") {
        @Override
        Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        ServerProcess start(String databaseUrl, Map<String, String> settings) {
            int port = ServerProcess.freePort();
            return ServerProcess.start(
                    List.of(
                            JAVA,
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareServer.class.getName(),
                            databaseUrl,
                            Integer.toString(port)),
                    settings,
                    port,
                    BareServer.READY,
                    log());
        }
    },

    /** Apicurio Registry through its Confluent-compatible API. */
    APICURIO("/apis/ccompat/v7") {
        @Override
        Optional<String> missing() {
            String home = System.getenv("JAVA_25_HOME");
            if (home == null) {
                return Optional.of("it needs Java 21 or newer: set JAVA_25_HOME to a JDK");
            }
            return Files.exists(APICURIO_JAR) ? Optional.empty() : Optional.of(APICURIO_JAR + " was not fetched");
        }

        @Override
        ServerProcess start(String databaseUrl, Map<String, String> settings) {
            int port = ServerProcess.freePort();
            Map<String, String> environment =
                    with(settings, "APICURIO_DATASOURCE_USERNAME", "APICURIO_DATASOURCE_PASSWORD");
            environment.put("APICURIO_STORAGE_KIND", "sql");
            environment.put("APICURIO_STORAGE_SQL_KIND", "postgresql");
            environment.put("APICURIO_DATASOURCE_URL", databaseUrl);
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
            environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ServerProcess.freePort()));
            environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
            // Like with like: Signet writes no line a request either.
            environment.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
            environment.put("QUARKUS_LOG_LEVEL", "WARN");
            environment.put("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN");
            return ServerProcess.start(
                    List.of(
                            Path.of(System.getenv("JAVA_25_HOME"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-jar",
                            APICURIO_JAR.toString()),
                    environment,
                    port,
                    "/apis/ccompat/v7/config",
                    log());
        }
    };

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final Path SIGNET_JAR = Path.of("cli", "target", "signet.jar");
    private static final Path APICURIO_JAR = Path.of("benchmarks", "target", "apicurio", "quarkus-run.jar");

    private final String basePath;

    Peer(String basePath) {
        this.basePath = basePath;
    }

    /** What stands before the paths of the registry's contract. */
    String basePath() {
        return basePath;
    }

    /** Why it cannot be measured here. */
    abstract Optional<String> missing();

    /**
     * Starts it on an empty database or on one of its own.
     *
     * @param settings more variables for its environment
     */
    abstract ServerProcess start(String databaseUrl, Map<String, String> settings);

    Path log() {
        return Path.of("benchmarks", "target", "registry", name().toLowerCase(java.util.Locale.ROOT) + ".log");
    }

    private static Map<String, String> with(Map<String, String> settings, String userKey, String passwordKey) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put(userKey, BenchDatabase.USER);
        all.put(passwordKey, BenchDatabase.USER);
        return all;
    }
}

package dev.signet.cli;

import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicyKeys;
import dev.signet.cli.up.AllInOne;
import dev.signet.cli.up.UpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Run everything in one process: the registry on a PostgreSQL of its own, and an Apache Kafka log"
                + " that lets no record in that breaks its topic's schema. Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

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

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        PolicyDefaults asked = defaults();
        // Before anything of Kafka's is touched: the hook is woven into a class of Kafka's that must not be loaded yet.
        AppendWeaver.weave();
        Optional<String> given = Optional.ofNullable(database).filter(url -> !url.isBlank());
        AllInOne all = AllInOne.prepare(new UpSettings(data, host, port, kafkaPort, given, asked));
        Logs.alsoTo(all.folder().resolve("signet.log"));
        AtomicBoolean ready = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(all, ready.get()), "signet-stop"));
        all.start();
        session.console().warnIfOpen(host);
        session.console().line(ready(all, given.isPresent(), Duration.ofNanos(System.nanoTime() - begun)));
        ready.set(true);
        new CountDownLatch(1).await();
        return ExitCode.OK.code();
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
        return new ParameterException(spec.commandLine(), message);
    }

    private String ready(AllInOne all, boolean givenDatabase, Duration taken) {
        return String.format(
                Locale.ROOT,
                "Ready in %.1f s: registry http://%s:%d%s, log %s:%d (Apache Kafka %s, validation on),"
                        + " data in %s. Ctrl-C stops it.",
                taken.toMillis() / 1000.0,
                host,
                port,
                givenDatabase ? " (schemas in the database given with --db)" : "",
                host,
                kafkaPort,
                new Build().kafka(),
                all.folder().path());
    }

    private void stop(AllInOne all, boolean wasReady) {
        long begun = System.nanoTime();
        all.close();
        if (wasReady) {
            double taken = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
            session.console().line(String.format(Locale.ROOT, "Stopped in %.1f s.", taken));
        }
    }
}

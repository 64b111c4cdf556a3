package dev.signet.cli;

import dev.signet.broker.append.AppendWeaver;
import dev.signet.cli.up.AllInOne;
import dev.signet.cli.up.UpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Run everything in one process: the registry on a PostgreSQL of its own, and an Apache Kafka log"
                + " that lets no record in that breaks its topic's schema. Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    private final Session session;

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

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        // Before anything else: the hook is woven into a class of Kafka's that must not be loaded yet.
        AppendWeaver.weave();
        Optional<String> given = Optional.ofNullable(database).filter(url -> !url.isBlank());
        AllInOne all = AllInOne.prepare(new UpSettings(data, host, port, kafkaPort, given));
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

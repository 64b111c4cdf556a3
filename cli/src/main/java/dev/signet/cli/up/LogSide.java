package dev.signet.cli.up;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.append.RequestClients;
import dev.signet.broker.append.WeavingException;
import dev.signet.broker.directory.DirectorySettings;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.broker.embedded.LogStartException;
import dev.signet.broker.report.Reporting;
import dev.signet.broker.report.Situation;
import dev.signet.broker.report.ValidationReport;
import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.HttpSignetRegistry;
import java.time.Duration;
import java.util.Optional;

/** The log, what its validation asks the registry with, and what it tells it. */
final class LogSide implements AutoCloseable {
    private final HttpSchemaRegistry registry;
    private final RegistryDirectory directory;
    private final EmbeddedLog log;
    private final Reporting reporting;

    private LogSide(HttpSchemaRegistry registry, RegistryDirectory directory, EmbeddedLog log, Reporting reporting) {
        this.registry = registry;
        this.directory = directory;
        this.log = log;
        this.reporting = reporting;
    }

    static LogSide start(UpSettings settings, DataFolder folder) {
        ClientSettings client = ClientSettings.of(settings.registry())
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .withRetries(Retries.NONE);
        HttpSchemaRegistry registry = new HttpSchemaRegistry(client);
        RegistryDirectory directory = new RegistryDirectory(
                registry, DirectorySettings.STANDARD.withCacheFolder(folder.resolve("known-schemas")));
        try {
            EmbeddedLogConfig config =
                    EmbeddedLogConfig.of(folder.resolve("kafka"), settings.host(), settings.kafkaPort());
            ValidationReport report = new ValidationReport(RequestClients::ofThisThread);
            AppendGuard guard = new AppendGuard(directory, settings.topicDefaults(), report, report);
            EmbeddedLog log = EmbeddedLog.start(config.guardedBy(guard));
            Situation situation = new Situation(
                    () -> Optional.of(log.node()), AppendWeaver::isWoven, settings.topicDefaults(), directory::state);
            Reporting reporting =
                    Reporting.start(report, situation, new HttpSignetRegistry(client), Reporting.INTERVAL);
            return new LogSide(registry, directory, log, reporting);
        } catch (LogStartException | WeavingException e) {
            directory.close();
            registry.close();
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    /** The log's counters in Prometheus' text format. */
    String metrics() {
        return reporting.metrics();
    }

    @Override
    public void close() {
        reporting.close();
        log.close();
        directory.close();
        registry.close();
    }
}

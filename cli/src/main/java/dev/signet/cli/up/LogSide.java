package dev.signet.cli.up;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.DirectorySettings;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.broker.embedded.LogStartException;
import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.HttpSchemaRegistry;
import java.net.URI;
import java.time.Duration;

/** The log, and what its validation asks the registry with. */
final class LogSide implements AutoCloseable {
    private final HttpSchemaRegistry registry;
    private final RegistryDirectory directory;
    private final EmbeddedLog log;

    private LogSide(HttpSchemaRegistry registry, RegistryDirectory directory, EmbeddedLog log) {
        this.registry = registry;
        this.directory = directory;
        this.log = log;
    }

    static LogSide start(UpSettings settings, DataFolder folder) {
        URI address = URI.create("http://" + settings.ownHost() + ":" + settings.port());
        HttpSchemaRegistry registry = new HttpSchemaRegistry(ClientSettings.of(address)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .withRetries(Retries.NONE));
        RegistryDirectory directory = new RegistryDirectory(
                registry, DirectorySettings.STANDARD.withCacheFolder(folder.resolve("known-schemas")));
        try {
            EmbeddedLogConfig config =
                    EmbeddedLogConfig.of(folder.resolve("kafka"), settings.host(), settings.kafkaPort());
            AppendGuard guard = new AppendGuard(directory, settings.topicDefaults());
            return new LogSide(registry, directory, EmbeddedLog.start(config.guardedBy(guard)));
        } catch (LogStartException e) {
            directory.close();
            registry.close();
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        log.close();
        directory.close();
        registry.close();
    }
}

package dev.signet.cli.up;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import dev.signet.cli.postgres.EmbeddedPostgres;
import dev.signet.cli.up.Stages.Stage;
import java.time.Duration;

/**
 * PostgreSQL, registry and log in one process: the composition root of {@code signet up}. Everything that can be seen to
 * be impossible is seen before anything is started. Safe for use by several threads.
 */
public final class AllInOne implements AutoCloseable {
    private final Stages stages = new Stages();
    private final UpSettings settings;
    private final DataFolder folder;

    private AllInOne(UpSettings settings, DataFolder folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Looks whether everything can start, and takes the data folder.
     *
     * @throws CannotStart when something is in the way
     */
    public static AllInOne prepare(UpSettings settings) {
        if (settings.port() == settings.kafkaPort()) {
            throw new CannotStart("The registry and the log cannot both listen on port " + settings.port()
                    + ": choose another one with --port or --kafka-port.");
        }
        Ports.requireFree("The registry", "--port", settings.host(), settings.port());
        Ports.requireFree("The log", "--kafka-port", settings.host(), settings.kafkaPort());
        DataFolder folder = DataFolder.open(settings.data());
        try {
            if (settings.database().isEmpty()) {
                EmbeddedPostgres.requireUsable(folder);
            }
            return new AllInOne(settings, folder);
        } catch (CannotStart e) {
            folder.close();
            throw e;
        }
    }

    /** The folder that keeps everything. */
    public DataFolder folder() {
        return folder;
    }

    /**
     * Starts everything and returns when all of it can be used.
     *
     * @throws CannotStart when something does not start; nothing of it runs then
     */
    public void start() {
        // The limits add up to less than the five seconds in which everything has to be gone.
        Stage<RegistrySide> registry =
                stages.start("registry", Duration.ofMillis(2_300), () -> RegistrySide.start(settings, folder));
        Stage<LogSide> log = stages.start("log", Duration.ofMillis(2_300), () -> LogSide.start(settings, folder));
        try {
            RegistrySide serving = registry.await();
            serving.showAlso(log.await()::metrics);
        } catch (RuntimeException e) {
            // Nobody waits for a prompt here, and nothing may stay behind.
            stages.close(Duration.ofSeconds(60));
            folder.close();
            throw e;
        }
    }

    /** Stops the log, then the registry, then the database, and gives the folder back. */
    @Override
    public void close() {
        stages.close();
        folder.close();
    }
}

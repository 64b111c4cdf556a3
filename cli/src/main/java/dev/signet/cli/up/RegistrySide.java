package dev.signet.cli.up;

import dev.signet.cli.data.DataFolder;
import dev.signet.cli.postgres.EmbeddedPostgres;
import java.util.Optional;

/** The registry and the database under it. */
final class RegistrySide implements AutoCloseable {
    private final Optional<EmbeddedPostgres> database;

    private RegistrySide(Optional<EmbeddedPostgres> database) {
        this.database = database;
    }

    static RegistrySide start(UpSettings settings, DataFolder folder) {
        Optional<EmbeddedPostgres> own =
                settings.database().isPresent() ? Optional.empty() : Optional.of(EmbeddedPostgres.start(folder));
        return new RegistrySide(own);
    }

    /** The server first, so that the database is still there for what it has begun. */
    @Override
    public void close() {
        database.ifPresent(EmbeddedPostgres::close);
    }
}

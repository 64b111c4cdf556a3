package dev.signet.server.postgres;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks at the start whether a database is one that this server works with. */
final class DatabaseCheck {
    private DatabaseCheck() {}

    static void run(Database database) {
        database.read(handle -> {
            checkEncoding(handle);
            checkTables(handle);
            return handle;
        });
    }

    private static void checkEncoding(Handle handle) {
        String encoding =
                handle.createQuery("SHOW server_encoding").mapTo(String.class).one();
        if (!encoding.equals("UTF8")) {
            throw new IncompatibleDatabaseException(
                    "The database's encoding is " + encoding
                            + ", but schemas need UTF8; create one with: CREATE DATABASE signet ENCODING 'UTF8' TEMPLATE template0");
        }
    }

    private static void checkTables(Handle handle) {
        boolean migrated = handle.createQuery("SELECT to_regclass('signet.compatibility') IS NOT NULL")
                .mapTo(Boolean.class)
                .one();
        int newest = migrated ? newest(handle) : 0;
        if (newest < Migrations.NEWEST) {
            throw new IncompatibleDatabaseException("The database has migration " + newest + ", but this server needs "
                    + Migrations.NEWEST + "; migrate it before starting the server");
        }
        int oldestServer = handle.createQuery("SELECT oldest_server FROM signet.compatibility")
                .mapTo(Integer.class)
                .one();
        if (oldestServer > Migrations.NEWEST) {
            throw new IncompatibleDatabaseException("The database was migrated for servers that know migration "
                    + oldestServer + ", but this one knows " + Migrations.NEWEST + "; start a newer server");
        }
    }

    private static int newest(Handle handle) {
        Optional<Integer> newest = handle.createQuery("""
                        SELECT max(version::integer) FROM signet.flyway_schema_history
                         WHERE success AND version IS NOT NULL
                        """).mapTo(Integer.class).findOne();
        return newest.orElse(0);
    }
}

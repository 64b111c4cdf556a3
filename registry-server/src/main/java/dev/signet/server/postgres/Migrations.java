package dev.signet.server.postgres;

import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the state that this server needs: forward only, one file a purpose. Needs a direct connection
 * (no PgBouncer) and a role that may create tables; servers run under a role of their own that may not. Any number of
 * processes may run this at once.
 */
public final class Migrations {
    /** The number of the newest migration, which a server asks for at its start. */
    static final int NEWEST = 9;

    private Migrations() {}

    /**
     * Migrates.
     *
     * @param url JDBC URL that reaches PostgreSQL directly
     * @param serverRole the role that servers connect with, if it is another one: it gets what they need
     * @return how many migrations were run
     * @throws IncompatibleDatabaseException if a migration failed or was changed after it ran
     */
    public static int run(String url, String user, String password, Optional<String> serverRole) {
        try {
            int executed = flyway(url, user, password).migrate().migrationsExecuted;
            serverRole.ifPresent(role -> grant(url, user, password, role));
            return executed;
        } catch (FlywayException refused) {
            throw new IncompatibleDatabaseException("The database cannot be migrated: " + firstLine(refused));
        }
    }

    /** What comes after repeats it as a table. */
    private static String firstLine(FlywayException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("no reason was given");
    }

    private static Flyway flyway(String url, String user, String password) {
        return Flyway.configure()
                .dataSource(url, user, password)
                .schemas("signet")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load();
    }

    private static void grant(String url, String user, String password, String role) {
        org.jdbi.v3.core.Jdbi.create(url, user, password).useHandle(handle -> {
            String quoted = handle.createQuery("SELECT quote_ident(:role)")
                    .bind("role", role)
                    .mapTo(String.class)
                    .one();
            handle.createScript("""
                            GRANT USAGE ON SCHEMA signet TO <role>;
                            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA signet TO <role>;
                            REVOKE UPDATE, DELETE ON signet.audit FROM <role>;
                            REVOKE INSERT, UPDATE, DELETE ON signet.compatibility, signet.flyway_schema_history FROM <role>;
                            GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA signet TO <role>;
                            """).define("role", quoted).execute();
        });
    }
}

package dev.signet.server;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.SchemaBounds;
import dev.signet.server.http.HttpSettings;
import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.http.HttpSettings.RequestLog;
import dev.signet.server.registry.ChangeSetLimits;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.RegistrySettings.Doubts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that an operator decides about a registry server. Printing it shows no secret.
 *
 * @param http where it listens and what it puts up with
 * @param database where it keeps its state
 * @param registry how it judges
 * @param bounds how much of everything a new schema may have
 * @param whenDegraded what probes are told while the database is out of reach
 * @param logFormat how the process that runs it writes its log
 */
public record ServerConfig(
        HttpSettings http,
        Database database,
        RegistrySettings registry,
        SchemaBounds bounds,
        WhenDegraded whenDegraded,
        LogFormat logFormat) {
    private static final Setting<String> HOST = Setting.text("signet.host", "127.0.0.1");
    private static final Setting<Integer> PORT = Setting.number("signet.port", 8081, 0, 65_535);
    private static final Setting<Integer> MAX_BODY = Setting.size("signet.http.max.body", "2MiB", 1_024, 64 << 20);
    private static final Setting<Duration> BODY_TIMEOUT = Setting.duration("signet.http.body.timeout", "30s");
    private static final Setting<Duration> IDLE_TIMEOUT = Setting.duration("signet.http.idle.timeout", "30s");
    private static final Setting<Duration> DRAIN_DELAY = Setting.duration("signet.http.drain.delay", "0s");
    private static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration("signet.http.drain.timeout", "3s");
    private static final Setting<Integer> THREADS = Setting.number("signet.http.threads", 64, 8, 1_024);
    private static final Setting<Integer> QUEUE = Setting.number("signet.http.queue", 1_024, 0, 1_000_000);
    private static final Setting<Duration> QUEUE_TIMEOUT = Setting.duration("signet.http.queue.timeout", "10s");
    private static final Setting<Integer> CONNECTIONS = Setting.number("signet.http.connections", 4_096, 8, 1_000_000);
    private static final Setting<ConflictCode> CONFLICT_CODE =
            Setting.oneOf("signet.http.conflict.code", ConflictCode.class, ConflictCode.CURRENT);
    private static final Setting<String> DB_URL = Setting.databaseUrl("signet.db.url");
    private static final Setting<String> DB_USER = Setting.text("signet.db.user", "");
    private static final Setting<Secret> DB_PASSWORD = Setting.secret("signet.db.password");
    private static final Setting<Integer> DB_CONNECTIONS = Setting.number("signet.db.connections", 16, 2, 1_000);
    private static final Setting<Duration> DB_CONNECT_TIMEOUT = Setting.duration("signet.db.connect.timeout", "5s");
    private static final Setting<Duration> DB_LOCK_TIMEOUT = Setting.duration("signet.db.lock.timeout", "5s");
    private static final Setting<Duration> DB_STATEMENT_TIMEOUT =
            Setting.duration("signet.db.statement.timeout", "10s");
    private static final Setting<Duration> DB_IDLE_TIMEOUT = Setting.duration("signet.db.idle.timeout", "15s");
    private static final Setting<Boolean> MIGRATE = Setting.flag("signet.db.migrate", true);
    private static final Setting<String> MIGRATION_URL = Setting.optionalDatabaseUrl("signet.db.migration.url");
    private static final Setting<String> MIGRATION_USER = Setting.text("signet.db.migration.user", "");
    private static final Setting<Secret> MIGRATION_PASSWORD = Setting.secret("signet.db.migration.password");
    private static final Setting<CompatibilityLevel> LEVEL = Setting.oneOf(
            "signet.compatibility.level", CompatibilityLevel.class, RegistrySettings.DEFAULTS.defaultLevel());
    private static final Setting<Boolean> MODE_MUTABLE =
            Setting.flag("signet.mode.mutable", RegistrySettings.DEFAULTS.modesMayChange());
    private static final Setting<Integer> PARSED_SCHEMAS =
            Setting.size("signet.cache.parsed.schemas", "16MiB", 0, 1 << 30);

    private static final Setting<Boolean> ASSOCIATIONS =
            Setting.flag("signet.associations.enable", RegistrySettings.DEFAULTS.keepsAssociations());
    private static final Setting<Integer> KNOWN_SCHEMAS =
            Setting.size("signet.cache.known.schemas", "16MiB", 0, 1 << 30);
    private static final Setting<WhenDegraded> WHEN_DEGRADED =
            Setting.oneOf("signet.health.degraded", WhenDegraded.class, WhenDegraded.READY);
    private static final Setting<LogFormat> LOG_FORMAT =
            Setting.oneOf("signet.log.format", LogFormat.class, LogFormat.TEXT);
    private static final Setting<RequestLog> LOG_REQUESTS =
            Setting.oneOf("signet.log.requests", RequestLog.class, RequestLog.FAULTS);

    private static final Setting<Doubts> DOUBTS =
            Setting.oneOf("signet.compatibility.doubts", Doubts.class, RegistrySettings.DEFAULTS.doubts());
    private static final Setting<Integer> CHANGES_BODY =
            Setting.size("signet.changes.max.body", "64MiB", 1_024, 1 << 30);
    private static final Setting<Integer> CHANGES =
            Setting.number("signet.changes.max.changes", ChangeSetLimits.STANDARD.changes(), 1, 100_000);
    private static final Setting<Integer> CHANGES_WORK =
            Setting.number("signet.changes.max.work", ChangeSetLimits.STANDARD.work(), 1, 999_999_999);
    private static final Setting<Duration> CHANGES_TIMEOUT = Setting.duration("signet.changes.timeout", "60s");
    private static final Map<Bound, Setting<Integer>> BOUNDS = settingsOfBounds();

    static final List<Setting<?>> SETTINGS = Stream.<Setting<?>>concat(
                    Stream.of(
                            HOST,
                            PORT,
                            MAX_BODY,
                            BODY_TIMEOUT,
                            IDLE_TIMEOUT,
                            DRAIN_DELAY,
                            DRAIN_TIMEOUT,
                            THREADS,
                            QUEUE,
                            QUEUE_TIMEOUT,
                            CONNECTIONS,
                            CONFLICT_CODE,
                            DB_URL,
                            DB_USER,
                            DB_PASSWORD,
                            DB_CONNECTIONS,
                            DB_CONNECT_TIMEOUT,
                            DB_LOCK_TIMEOUT,
                            DB_STATEMENT_TIMEOUT,
                            DB_IDLE_TIMEOUT,
                            MIGRATE,
                            MIGRATION_URL,
                            MIGRATION_USER,
                            MIGRATION_PASSWORD,
                            LEVEL,
                            MODE_MUTABLE,
                            PARSED_SCHEMAS,
                            ASSOCIATIONS,
                            KNOWN_SCHEMAS,
                            WHEN_DEGRADED,
                            LOG_FORMAT,
                            LOG_REQUESTS,
                            DOUBTS,
                            CHANGES_BODY,
                            CHANGES,
                            CHANGES_WORK,
                            CHANGES_TIMEOUT),
                    BOUNDS.values().stream())
            .toList();

    private static Map<Bound, Setting<Integer>> settingsOfBounds() {
        Map<Bound, Setting<Integer>> settings = new EnumMap<>(Bound.class);
        for (Bound bound : Bound.values()) {
            settings.put(bound, Setting.number(bound.setting(), bound.standard(), 1, bound.ceiling()));
        }
        return settings;
    }

    /** What a probe is told about a server whose database is out of reach, but which knows some schemas. */
    public enum WhenDegraded {
        READY,
        NOT_READY
    }

    /** How log lines look. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One object a line. */
        JSON
    }

    /**
     * A role in a database.
     *
     * @param url JDBC URL of a PostgreSQL
     * @param user the role; empty if the URL says it
     * @param password its password; empty if the URL says it
     */
    public record Login(String url, String user, Secret password) {
        /** The URL without its parameters, which may hold a password. */
        public String place() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }

        @Override
        public String toString() {
            return place() + " as '" + user + "'";
        }
    }

    /**
     * The database.
     *
     * @param login how the server itself connects; needs no right to change tables
     * @param migration who brings the tables up to date at start, if that is wanted
     * @param connections most connections open at a time
     * @param connectTimeout how long a request waits for a connection
     * @param lockTimeout how long a write waits for others
     * @param statementTimeout how long a statement may run
     * @param idleTimeout how long a transaction of a server that went away keeps its locks
     */
    public record Database(
            Login login,
            Optional<Login> migration,
            int connections,
            Duration connectTimeout,
            Duration lockTimeout,
            Duration statementTimeout,
            Duration idleTimeout) {}

    /** What came of reading a configuration. */
    public sealed interface Reading {
        /** It can be used. */
        record Valid(ServerConfig config) implements Reading {}

        /** It cannot, for all these reasons. */
        record Invalid(List<String> problems) implements Reading {}
    }

    /**
     * Reads a configuration; flags win over the environment, which wins over the file.
     *
     * @param flags values by key ({@code signet.port})
     * @param environment values by variable ({@code SIGNET_PORT}); others are not looked at
     * @param file a properties file with the same keys as the flags
     */
    public static Reading read(Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        Configuration configuration = new Configuration(flags, environment, file);
        List<String> problems = configuration.problems(SETTINGS);
        return problems.isEmpty() ? new Reading.Valid(of(configuration)) : new Reading.Invalid(problems);
    }

    private static ServerConfig of(Configuration given) {
        RegistrySettings registry = new RegistrySettings(
                given.value(LEVEL),
                given.value(MODE_MUTABLE),
                given.value(PARSED_SCHEMAS),
                given.value(ASSOCIATIONS),
                given.value(KNOWN_SCHEMAS),
                given.value(DOUBTS),
                new ChangeSetLimits(
                        given.value(CHANGES_BODY),
                        given.value(CHANGES),
                        given.value(CHANGES_WORK),
                        given.value(CHANGES_TIMEOUT)));
        Map<Bound, Integer> limits = new EnumMap<>(Bound.class);
        BOUNDS.forEach((bound, setting) -> limits.put(bound, given.value(setting)));
        return new ServerConfig(
                http(given),
                database(given),
                registry,
                new SchemaBounds(bound -> limits.getOrDefault(bound, bound.standard())),
                given.value(WHEN_DEGRADED),
                given.value(LOG_FORMAT));
    }

    private static HttpSettings http(Configuration given) {
        return new HttpSettings(
                new HttpSettings.Listening(
                        given.value(HOST), given.value(PORT), given.value(IDLE_TIMEOUT), given.value(CONNECTIONS)),
                new HttpSettings.Bodies(given.value(MAX_BODY), given.value(BODY_TIMEOUT)),
                new HttpSettings.Load(given.value(THREADS), given.value(QUEUE), given.value(QUEUE_TIMEOUT)),
                new HttpSettings.Draining(given.value(DRAIN_DELAY), given.value(DRAIN_TIMEOUT)),
                given.value(CONFLICT_CODE),
                given.value(LOG_REQUESTS));
    }

    private static Database database(Configuration given) {
        Login login = new Login(given.value(DB_URL), given.value(DB_USER), given.value(DB_PASSWORD));
        return new Database(
                login,
                given.value(MIGRATE) ? Optional.of(migration(given, login)) : Optional.empty(),
                given.value(DB_CONNECTIONS),
                given.value(DB_CONNECT_TIMEOUT),
                given.value(DB_LOCK_TIMEOUT),
                given.value(DB_STATEMENT_TIMEOUT),
                given.value(DB_IDLE_TIMEOUT));
    }

    /** The server's own login where no other is given. */
    private static Login migration(Configuration given, Login login) {
        String url = given.value(MIGRATION_URL).isEmpty() ? login.url() : given.value(MIGRATION_URL);
        return given.value(MIGRATION_USER).isEmpty()
                ? new Login(url, login.user(), login.password())
                : new Login(url, given.value(MIGRATION_USER), given.value(MIGRATION_PASSWORD));
    }
}

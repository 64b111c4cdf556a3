package dev.signet.server.postgres;

import java.time.Duration;

/**
 * How to reach the database and how long to wait for it.
 *
 * @param url JDBC URL; may point at PgBouncer in transaction mode, then with {@code prepareThreshold=0} unless it
 *     keeps track of prepared statements
 * @param user the role of the server, which needs no DDL
 * @param password its password
 * @param connections how many connections at most
 * @param connectTimeout how long a request waits for a connection
 * @param lockTimeout how long a write waits for others
 * @param statementTimeout how long a statement may run
 * @param idleTimeout how long a transaction of a server that went away keeps its locks
 */
public record PostgresSettings(
        String url,
        String user,
        String password,
        int connections,
        Duration connectTimeout,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration idleTimeout) {
    /** The settings of a server that nobody tuned. */
    public static PostgresSettings of(String url, String user, String password) {
        return new PostgresSettings(
                url,
                user,
                password,
                16,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15));
    }

    public PostgresSettings withConnections(int number) {
        return new PostgresSettings(
                url, user, password, number, connectTimeout, lockTimeout, statementTimeout, idleTimeout);
    }

    @Override
    public String toString() {
        return "PostgresSettings[url=" + url + ", user=" + user + ", connections=" + connections + "]";
    }
}

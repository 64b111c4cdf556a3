package dev.signet.cli.moving;

import dev.signet.cli.data.DataFolder;
import dev.signet.cli.postgres.EmbeddedPostgres;
import dev.signet.cli.up.Servers;
import dev.signet.server.RegistryServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registries for tests, each with a database of its own in one PostgreSQL. */
public final class RegistryHouse implements AutoCloseable {
    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private final List<RegistryServer> servers = new ArrayList<>();
    private int opened;

    public RegistryHouse(Path data) {
        folder = DataFolder.open(data);
        postgres = EmbeddedPostgres.start(folder);
    }

    /** The address of a new and empty registry. */
    public URI empty() {
        String name = "registry_" + opened++;
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " ENCODING 'UTF8' TEMPLATE template0");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        RegistryServer server = Servers.start(Servers.read(
                Map.of(
                        "signet.port",
                        "0",
                        "signet.db.url",
                        postgres.jdbcUrl().replaceFirst("/[^/]*$", "/" + name),
                        "signet.db.user",
                        postgres.user(),
                        "signet.db.password",
                        postgres.password(),
                        "signet.db.connections",
                        "8",
                        "signet.http.drain.timeout",
                        "1s"),
                Map.of(),
                Optional.empty()));
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The URL of the database below the registry that was made last, with all that is needed to log in. */
    public String lastDatabase() {
        return postgres.jdbcUrl().replaceFirst("/[^/]*$", "/registry_" + (opened - 1)) + "?user=" + postgres.user()
                + "&password=" + postgres.password();
    }

    /** Stops the registries that were opened so far; their connections are free for others. */
    public void clear() {
        Collections.reverse(servers);
        servers.forEach(RegistryServer::close);
        servers.clear();
    }

    @Override
    public void close() {
        clear();
        postgres.close();
        folder.close();
    }
}

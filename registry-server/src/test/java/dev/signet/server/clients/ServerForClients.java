package dev.signet.server.clients;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.ServerConfig.Reading;
import dev.signet.server.postgres.TestDatabase;
import java.util.Map;
import java.util.Optional;

/** A server with the settings that nobody changed, on an empty database. */
final class ServerForClients {
    private ServerForClients() {}

    static RegistryServer start() {
        Reading reading = ServerConfig.read(
                Map.of(
                        "signet.port", "0",
                        "signet.db.url", TestDatabase.empty().url(),
                        "signet.db.user", "postgres",
                        "signet.db.password", "postgres"),
                Map.of(),
                Optional.empty());
        return RegistryServer.start(((Reading.Valid) reading).config());
    }
}

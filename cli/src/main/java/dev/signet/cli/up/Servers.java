package dev.signet.cli.up;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.input.UnreadableInput;
import dev.signet.server.Maintenance;
import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.ServerConfig.Reading;
import dev.signet.server.ServerStartException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Starts registry servers for people at a command line. */
public final class Servers {
    private Servers() {}

    /**
     * Reads settings.
     *
     * @param flags settings by key, which win over the environment, which wins over the file
     * @throws UnreadableInput when they are wrong; names every problem
     */
    public static ServerConfig read(Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        Reading reading = ServerConfig.read(flags, environment, file);
        if (reading instanceof Reading.Invalid invalid) {
            throw new UnreadableInput("The configuration is wrong: " + String.join("; ", invalid.problems()) + ".");
        }
        return ((Reading.Valid) reading).config();
    }

    /**
     * Connects to a registry's database.
     *
     * @throws CannotStart when that is not possible
     */
    public static Maintenance maintain(ServerConfig config) {
        try {
            return Maintenance.open(config.database());
        } catch (ServerStartException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Starts a server.
     *
     * @throws CannotStart when it does not start
     */
    public static RegistryServer start(ServerConfig config) {
        try {
            return RegistryServer.start(config);
        } catch (ServerStartException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }
}

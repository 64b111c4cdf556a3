package dev.signet.server;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.server.ServerConfig.Database;
import dev.signet.server.postgres.IncompatibleDatabaseException;
import dev.signet.server.postgres.PostgresStore;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.IdCounter;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import java.util.List;

/**
 * What an operator does to a registry's database while no server has to run, with the rights of a server. Safe for
 * concurrent use.
 */
public final class Maintenance implements AutoCloseable {
    private final PostgresStore store;

    private Maintenance(PostgresStore store) {
        this.store = store;
    }

    /**
     * Connects to a database that was migrated.
     *
     * @throws ServerStartException with one sentence for the operator
     */
    public static Maintenance open(Database database) {
        try {
            return new Maintenance(PostgresStore.open(RegistryServer.settings(database)));
        } catch (IncompatibleDatabaseException wrong) {
            throw new ServerStartException(String.valueOf(wrong.getMessage()), wrong);
        } catch (StoreFailedException | StoreTimedOutException unreachable) {
            throw new ServerStartException(
                    "The database at " + database.login() + " cannot be used: " + unreachable.getMessage(),
                    unreachable);
        }
    }

    /** The counters that schema ids come from, those with the fewest ids left first. */
    public List<IdCounter> idCounters() {
        return store.idCounters();
    }

    /**
     * Makes sure that a context gives away no id below a floor, which a backup cannot know to have been given away.
     * Servers that run may still have up to a few hundred lower ones reserved, so it is done before they are started.
     */
    public IdCounter raiseIdFloor(Context context, SchemaId floor) {
        return store.raiseIdFloor(Caller.anonymous("command line", "signet ids"), context, floor);
    }

    @Override
    public void close() {
        store.close();
    }
}

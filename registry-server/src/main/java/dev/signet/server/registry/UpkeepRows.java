package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.util.List;

/** What an operator sees of a store as a whole, and does to it. */
public interface UpkeepRows {
    /** How much is stored. */
    Census census();

    /** The counters that ids come from, those with the fewest ids left first, then by context. */
    List<IdCounter> idCounters();

    /**
     * Makes sure that a context gives away no id below a floor from now on; never lowers it. Registries that run may
     * still have up to a few hundred lower ones reserved.
     */
    IdCounter raiseIdFloor(Caller caller, Context context, SchemaId floor);
}

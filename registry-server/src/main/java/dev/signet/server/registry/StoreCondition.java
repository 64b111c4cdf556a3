package dev.signet.server.registry;

import java.util.Optional;

/** What is known about the store without asking it. Safe for concurrent use. */
@FunctionalInterface
public interface StoreCondition {
    /** The outage that goes on; empty if the store was in reach when somebody last looked, a second ago or less. */
    Optional<Outage> outage();
}

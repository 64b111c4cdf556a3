package dev.signet.schema.compat;

import dev.signet.schema.format.ParsedSchema;
import java.util.List;

/**
 * What became of a schema, and what that means for those who use it.
 *
 * @param changes everything that differs, in the order of the newer schema
 * @param backward whether consumers on the newer schema can read what was written with the older one
 * @param forward whether consumers on the older schema can read what is written with the newer one
 */
public record SchemaDiff(List<Change> changes, Readability backward, Readability forward) {
    public SchemaDiff {
        changes = List.copyOf(changes);
    }

    /** The order in which those who use a schema may move from the older version to the newer one. */
    public enum DeploymentOrder {
        /** Both sides read each other. */
        ANY,
        /** Only the newer schema reads both: consumers have to move before producers. */
        CONSUMERS_FIRST,
        /** Only the older schema reads both: producers have to move before consumers. */
        PRODUCERS_FIRST,
        /** Neither reads the other: no order is safe. */
        NONE
    }

    /** Compares two schemas of the same type. */
    public static SchemaDiff between(ParsedSchema older, ParsedSchema newer) {
        return new SchemaDiff(newer.changesSince(older), newer.readabilityOf(older), older.readabilityOf(newer));
    }

    public DeploymentOrder deploymentOrder() {
        boolean newReadsOld = backward.mismatches().isEmpty();
        boolean oldReadsNew = forward.mismatches().isEmpty();
        if (newReadsOld) {
            return oldReadsNew ? DeploymentOrder.ANY : DeploymentOrder.CONSUMERS_FIRST;
        }
        return oldReadsNew ? DeploymentOrder.PRODUCERS_FIRST : DeploymentOrder.NONE;
    }
}

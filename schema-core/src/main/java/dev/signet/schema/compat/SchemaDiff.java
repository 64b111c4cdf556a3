package dev.signet.schema.compat;

import dev.signet.schema.format.ParsedSchema;
import java.util.List;

/**
 * What became of a schema, and what that means for those who use it.
 *
 * @param changes everything that differs
 * @param backward whether consumers on the newer schema can read what was written with the older one
 * @param forward whether consumers on the older schema can read what is written with the newer one
 */
public record SchemaDiff(Changes changes, Readability backward, Readability forward) {
    /** The order in which those who use a schema may move from the older version to the newer one. */
    public enum DeploymentOrder {
        /** Both sides read each other. */
        ANY("Producers and consumers may move in any order."),
        /** Only the newer schema reads both: consumers have to move before producers. */
        CONSUMERS_FIRST("Move every consumer to the newer schema before the first producer uses it."),
        /** Only the older schema reads both: producers have to move before consumers. */
        PRODUCERS_FIRST(
                "Move every producer to the newer schema, and let consumers finish what was written with the older one,"
                        + " before the first consumer uses the newer schema."),
        /** Neither reads the other: no order is safe. */
        NONE("No order is safe: go by a schema in between that both can read, or take another subject and topic.");

        private final String advice;

        DeploymentOrder(String advice) {
            this.advice = advice;
        }

        /** A sentence for those who deploy. */
        public String advice() {
            return advice;
        }
    }

    /** Compares two schemas. */
    public static SchemaDiff between(ParsedSchema older, ParsedSchema newer) {
        return new SchemaDiff(
                changes(older, newer), Readability.between(newer, older), Readability.between(older, newer));
    }

    private static Changes changes(ParsedSchema older, ParsedSchema newer) {
        if (older.type() == newer.type()) {
            return newer.changesSince(older);
        }
        Change language = new Change(
                Change.Kind.TYPE_CHANGED,
                "/",
                "the schema",
                older.type().name(),
                newer.type().name());
        return new Changes(List.of(language), true);
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

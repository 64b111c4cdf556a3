package dev.signet.schema.compat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import dev.signet.schema.format.ParsedSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@link SchemaDiff} in words.
 *
 * @param older what the older schema is known as
 * @param newer what the newer schema is known as
 * @param changes everything that differs
 * @param backward whether consumers on the newer schema can read what was written with the older one
 * @param forward whether consumers on the older schema can read what is written with the newer one
 * @param order the order of deployment that follows from that
 */
public record SchemaComparison(
        ComparedSchema older,
        ComparedSchema newer,
        Changes changes,
        Reading backward,
        Reading forward,
        DeploymentOrder order) {
    /**
     * Whether one side can read the other.
     *
     * @param readable whether it can
     * @param reasons why not
     * @param warnings what somebody should know although it can
     */
    public record Reading(boolean readable, List<Reason> reasons, List<Reason> warnings) {
        public Reading {
            reasons = List.copyOf(reasons);
            warnings = List.copyOf(warnings);
        }
    }

    /** One side of a comparison. */
    public record Side(ComparedSchema name, ParsedSchema schema) {}

    /** Compares; refused where that would take more work than is allowed. */
    public static Answer<SchemaComparison> between(Side older, Side newer) {
        SchemaDiff diff = SchemaDiff.between(older.schema(), newer.schema());
        SideNames names = new SideNames(
                older.name().words(newer.name(), "the older schema"),
                newer.name().words(older.name(), "the newer schema"));
        Reading backward = reading(diff.backward(), Direction.BACKWARD, names);
        Reading forward = reading(diff.forward(), Direction.FORWARD, names);
        return undecided(backward, forward)
                .<Answer<SchemaComparison>>map(Refusal::answer)
                .orElseGet(() -> Answer.done(new SchemaComparison(
                        older.name(), newer.name(), diff.changes(), backward, forward, diff.deploymentOrder())));
    }

    private static Reading reading(Readability readability, Direction direction, SideNames names) {
        return new Reading(
                readability.mismatches().isEmpty(),
                Explanation.reasons(readability.mismatches(), direction, names),
                Explanation.reasons(readability.doubts(), direction, names));
    }

    private static Optional<Refusal> undecided(Reading backward, Reading forward) {
        return Stream.concat(backward.reasons().stream(), forward.reasons().stream())
                .filter(reason -> reason.mismatch().rule() == Mismatch.Rule.TOO_COMPLEX)
                .findFirst()
                .map(reason -> ErrorCode.INVALID_SCHEMA.refusal(reason.explanation() + " " + reason.fix()));
    }
}

package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.format.ParsedSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The one verdict: registration, compatibility endpoints, gate and dry run all call this. Pure and safe for concurrent
 * use.
 */
public final class CompatibilityChecker {
    /**
     * Judges a schema against the versions before it.
     *
     * @param candidate the new schema
     * @param history the live versions that count (same compatibility group), newest first
     * @param level the level in force
     */
    public Verdict check(ParsedSchema candidate, List<EarlierVersion> history, CompatibilityLevel level) {
        List<EarlierVersion> counting =
                level.isTransitive() ? history : history.subList(0, Math.min(1, history.size()));
        List<Difference> differences = new ArrayList<>();
        EarlierVersion offended = null;
        for (EarlierVersion earlier : counting) {
            List<Difference> found = differences(candidate, earlier, level);
            if (!found.isEmpty() && offended == null) {
                offended = earlier;
            }
            differences.addAll(found);
        }
        return offended == null ? new Verdict.Compatible() : new Verdict.Incompatible(level, offended, differences);
    }

    private static List<Difference> differences(
            ParsedSchema candidate, EarlierVersion earlier, CompatibilityLevel level) {
        List<Difference> found = new ArrayList<>();
        for (Direction direction : level.directions()) {
            boolean backward = direction == Direction.BACKWARD;
            ParsedSchema reader = backward ? candidate : earlier.schema();
            ParsedSchema writer = backward ? earlier.schema() : candidate;
            for (Mismatch mismatch : mismatches(reader, writer)) {
                found.add(Explanation.difference(mismatch, direction, earlier));
            }
        }
        return found;
    }

    private static List<Mismatch> mismatches(ParsedSchema reader, ParsedSchema writer) {
        if (reader.type() != writer.type()) {
            return List.of(new Mismatch(
                    Mismatch.Rule.SCHEMA_TYPE_CHANGED,
                    "/",
                    reader.type() + " reading " + writer.type(),
                    reader.type().name(),
                    writer.type().name()));
        }
        return reader.mismatchesReading(writer);
    }
}

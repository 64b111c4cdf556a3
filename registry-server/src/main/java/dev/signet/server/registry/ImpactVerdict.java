package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.compat.Difference;
import java.util.List;

/**
 * What becomes of a dependent if the subject that it depends on changes.
 *
 * @param dependent the dependent
 * @param level the level in force for it
 * @param outcome what becomes of it
 * @param message why it is not judged, no schema any more, or not comparable; empty otherwise
 * @param differences why it is incompatible
 * @param warnings what its author should know although it is compatible
 */
public record ImpactVerdict(
        Dependent dependent,
        CompatibilityLevel level,
        Outcome outcome,
        String message,
        List<Difference> differences,
        List<Difference> warnings) {
    /** What becomes of a dependent. */
    public enum Outcome {
        /** With the changed type, it may follow its own history. */
        COMPATIBLE,
        /** With the changed type, it may not follow its own history at its level. */
        INCOMPATIBLE,
        /** With the changed type, its text is no schema any more. */
        INVALID,
        /** Nobody can say within the work that is allowed. */
        UNDECIDED
    }

    public ImpactVerdict {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /** A verdict that only needs a sentence. */
    static ImpactVerdict of(Dependent dependent, CompatibilityLevel level, Outcome outcome, String message) {
        return new ImpactVerdict(dependent, level, outcome, message, List.of(), List.of());
    }
}

package dev.signet.server.registry;

import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.Verdict;
import java.util.List;

/**
 * What came of a registration.
 *
 * @param schema the version
 * @param novelty whether it was there before
 * @param warnings what the author of a new one should know all the same
 */
record Registered(SubjectSchema schema, Novelty novelty, List<Difference> warnings) {
    Registered {
        warnings = List.copyOf(warnings);
    }

    static Registered existing(SubjectSchema schema) {
        return new Registered(schema, Novelty.EXISTING, List.of());
    }

    /** Nothing was compared. */
    static Registered imported(SubjectSchema schema) {
        return new Registered(schema, Novelty.NEW, List.of());
    }

    static Registered fresh(SubjectSchema schema, CompatibilityReport report) {
        List<Difference> warnings =
                report.verdict() instanceof Verdict.Compatible compatible ? compatible.warnings() : List.of();
        return new Registered(schema, Novelty.NEW, warnings);
    }
}

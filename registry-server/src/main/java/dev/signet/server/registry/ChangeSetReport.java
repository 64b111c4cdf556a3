package dev.signet.server.registry;

import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What came of a change set.
 *
 * @param outcomes what came of each change, in the order of the request
 * @param applied whether they were written
 * @param undrawn ids that only stand for those that are yet to be drawn
 * @param cursor names the state that the verdicts are about; an apply that carries it is refused on any other;
 *     empty once they were written
 */
public record ChangeSetReport(List<Outcome> outcomes, boolean applied, Set<ContextId> undrawn, String cursor) {
    public ChangeSetReport {
        outcomes = List.copyOf(outcomes);
        undrawn = Set.copyOf(undrawn);
    }

    /** Whether nothing was refused. */
    public boolean isAccepted() {
        return firstRefused().isEmpty();
    }

    /** Where the first refusal stands. */
    public OptionalInt firstRefused() {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Refused) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** How many were refused. */
    public long refused() {
        return outcomes.stream().filter(outcome -> outcome instanceof Refused).count();
    }

    /** What came of one change. */
    public sealed interface Outcome {}

    /**
     * The schema is a version.
     *
     * @param schema the version
     * @param novelty whether it was there before, be it by an earlier change of the set
     * @param warnings what the author of a new version should know all the same
     */
    public record Stored(SubjectSchema schema, Novelty novelty, List<Difference> warnings) implements Outcome {
        public Stored {
            warnings = List.copyOf(warnings);
        }
    }

    /** The config of a scope is this now. */
    public record Configured(Scope scope, ConfigSettings settings) implements Outcome {}

    /** The change may not be made. */
    public record Refused(Subject subject, Refusal refusal) implements Outcome {}
}

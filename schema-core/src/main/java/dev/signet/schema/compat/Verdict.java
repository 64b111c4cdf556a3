package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel;
import java.util.List;

/** Whether a schema may follow its subject's history. */
public sealed interface Verdict {
    /**
     * It may.
     *
     * @param warnings what its author should know all the same, of all versions that count
     */
    record Compatible(List<Difference> warnings) implements Verdict {
        public Compatible {
            warnings = List.copyOf(warnings);
        }

        /** Without a word. */
        public Compatible() {
            this(List.of());
        }
    }

    /**
     * Nobody can say within the work that a comparison may take; never to be taken for compatible.
     *
     * @param reason the comparison that was given up
     */
    record Undecided(Difference reason) implements Verdict {}

    /**
     * It may not.
     *
     * @param level the level that was asked for
     * @param offended the first (newest) version that failed; what legacy messages speak of
     * @param differences every reason, never empty
     */
    record Incompatible(CompatibilityLevel level, EarlierVersion offended, List<Difference> differences)
            implements Verdict {
        public Incompatible {
            differences = List.copyOf(differences);
        }
    }

    default boolean isCompatible() {
        return this instanceof Compatible;
    }
}

package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel;
import java.util.List;

/** Whether a schema may follow its subject's history. */
public sealed interface Verdict {
    record Compatible() implements Verdict {}

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

package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Mode;

/**
 * A subject at a glance.
 *
 * @param head its latest version
 * @param level the compatibility level in force
 * @param levelFrom whether that is the subject's own
 * @param mode the mode in force
 * @param modeFrom whether that is the subject's own
 */
public record SubjectSummary(
        SubjectHead head, CompatibilityLevel level, Standing levelFrom, Mode mode, Standing modeFrom) {
    /** Where a setting stands. */
    public enum Standing {
        /** On the subject. */
        OWN,
        /** On its context, on the root, on the global scope, or nowhere. */
        INHERITED
    }
}

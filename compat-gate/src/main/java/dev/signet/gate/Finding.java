package dev.signet.gate;

import dev.signet.schema.Subject;
import java.nio.file.Path;
import java.util.List;

/**
 * One thing that the gate has to say about a file.
 *
 * @param kind what happened
 * @param path the file
 * @param subject its subject
 * @param message a sentence for its author
 * @param warnings what the author should know although the schema may be registered, a sentence each
 */
public record Finding(Kind kind, Path path, Subject subject, String message, List<String> warnings) {
    public Finding {
        warnings = List.copyOf(warnings);
    }

    /** What a finding means for the exit code. */
    public enum Kind {
        /** The subject has no version yet. */
        NEW(false),
        /** The schema may be registered. */
        COMPATIBLE(false),
        /** The schema would be refused. */
        INCOMPATIBLE(true);

        private final boolean refuses;

        Kind(boolean refuses) {
            this.refuses = refuses;
        }

        /** Whether the gate stays shut. */
        public boolean refuses() {
            return refuses;
        }
    }
}

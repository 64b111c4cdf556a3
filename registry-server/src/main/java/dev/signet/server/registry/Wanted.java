package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.Set;

/** What a decision lacks. */
public sealed interface Wanted {
    /** The subject that stands behind the one that was named. */
    record ActualSubject(Subject subject) implements Wanted {}

    /** The schemas of these ids, parsed. */
    record Parsed(Set<ContextId> ids) implements Wanted {
        public Parsed {
            ids = Set.copyOf(ids);
        }
    }

    /** The schema, read with these inputs. */
    record Candidate(CandidateInputs inputs) implements Wanted {}

    /** An id that nobody has. */
    record FreshId() implements Wanted {}
}

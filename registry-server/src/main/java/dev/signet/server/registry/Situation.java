package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import java.util.List;

/**
 * What a decision about a schema of a subject is made from.
 *
 * @param draft what the request has gathered
 * @param snapshot what the store shows
 * @param state the subject behind the one that was named
 * @param config what is in force for it
 * @param mode what may be written to it
 */
record Situation(Draft draft, Snapshot snapshot, SubjectState state, ConfigSettings config, Mode mode) {
    static Situation of(Draft draft, Snapshot snapshot, Subject subject, ConfigResolution resolution) {
        return new Situation(
                draft,
                snapshot,
                snapshot.subject(subject),
                resolution.config(snapshot, subject),
                ConfigResolution.mode(snapshot, subject));
    }

    Subject subject() {
        return state.subject();
    }

    Context context() {
        return state.subject().context();
    }

    Submission submission() {
        return draft.submission();
    }

    boolean validatesNewSchemas() {
        return config.validateNewSchemas().orElse(true);
    }

    /** The schemas of these versions, in their order. */
    Step<List<ParsedContent>> parsed(List<VersionRow> rows) {
        return draft.parsed(
                rows.stream().map(row -> new ContextId(context(), row.id())).toList());
    }
}

package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaText;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns what a client handed in into what would be stored, as far as the snapshot says what that is. */
final class Intake {
    private Intake() {}

    /** A schema that is registered, looked up or checked: with what it inherits, and with its text normalised if so set. */
    static Step<Candidate> candidate(
            Draft draft, Snapshot snapshot, SubjectState state, ConfigSettings config, Normalize normalize) {
        boolean normalized = normalize == Normalize.YES || config.normalize().orElse(false);
        return latest(draft, state)
                .then(latest -> completed(draft, state, config, latest))
                .then(schema -> candidate(draft, snapshot, schema, normalized));
    }

    /** A schema that is imported: as it is. */
    static Step<Candidate> imported(Draft draft, Snapshot snapshot) {
        SchemaText schema = draft.submission().schema();
        return schema.text().isEmpty() ? emptySchema() : candidate(draft, snapshot, schema, false);
    }

    /** What can be known without a look at the store; empty if references or the latest version have a say. */
    static Optional<CandidateInputs> guess(Submission submission, Normalize normalize) {
        SchemaText schema = submission.schema();
        boolean standsAlone = !schema.text().isEmpty() && schema.references().isEmpty();
        boolean undemanding =
                submission.version().orElse(0) == 0 || submission.id().isPresent();
        return standsAlone && undemanding
                ? Optional.of(new CandidateInputs(schema, normalize == Normalize.YES, List.of()))
                : Optional.empty();
    }

    private static Step<Candidate> candidate(Draft draft, Snapshot snapshot, SchemaText schema, boolean normalized) {
        return ReferenceResolution.pinned(draft, snapshot, schema)
                .then(pinned -> draft.parsed(pinned.ids())
                        .then(loaded -> draft.candidate(new CandidateInputs(
                                schema.withReferences(pinned.references()), normalized, pinned.ids()))));
    }

    /** The latest live schema, if the submitted one needs it to be complete. */
    private static Step<Optional<SchemaText>> latest(Draft draft, SubjectState state) {
        SchemaText submitted = draft.submission().schema();
        boolean complete = !submitted.text().isEmpty()
                && submitted.metadata().isPresent()
                && submitted.ruleSet().isPresent();
        Optional<VersionRow> latest = state.latest(Deleted.EXCLUDED);
        if (complete || latest.isEmpty()) {
            return Step.ready(Optional.empty());
        }
        return draft.parsed(latest.get().id())
                .map(content -> Optional.of(content.content().schema()));
    }

    private static Step<SchemaText> completed(
            Draft draft, SubjectState state, ConfigSettings config, Optional<SchemaText> latest) {
        SchemaText submitted = draft.submission().schema();
        if (submitted.text().isEmpty()) {
            if (latest.isEmpty()) {
                return emptySchema();
            }
            submitted = latest.get().withMetadata(submitted.metadata()).withRuleSet(submitted.ruleSet());
        }
        Optional<Metadata> metadata =
                Inherited.metadata(submitted.metadata(), latest.flatMap(SchemaText::metadata), config);
        return Step.ready(submitted
                .withMetadata(withDemandedVersion(metadata, draft.submission(), state))
                .withRuleSet(Inherited.ruleSet(submitted.ruleSet(), latest.flatMap(SchemaText::ruleSet), config)));
    }

    private static Optional<Metadata> withDemandedVersion(
            Optional<Metadata> metadata, Submission submission, SubjectState state) {
        int demanded = submission.version().orElse(0);
        if (demanded == 0) {
            return metadata;
        }
        int number = demanded > 0 ? demanded : state.next().number();
        return Optional.of(metadata.orElseGet(() -> new Metadata(new TreeMap<>(), new TreeMap<>(), new TreeSet<>()))
                .withProperty(Metadata.VERSION_PROPERTY, Integer.toString(number)));
    }

    private static <T> Step<T> emptySchema() {
        return Step.refused(ErrorCode.INVALID_SCHEMA.refusal("Empty schema"));
    }
}

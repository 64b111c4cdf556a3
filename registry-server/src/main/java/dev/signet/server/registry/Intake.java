package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.TagEdit;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Inherited;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns what a client handed in into what would be stored, as far as the snapshot says what that is. */
final class Intake {
    private Intake() {}

    /** A schema that is registered, looked up or checked: with what it inherits, and with its text normalised if so set. */
    static Step<Candidate> candidate(Situation situation, Normalize normalize) {
        boolean normalized =
                normalize == Normalize.YES || situation.config().normalize().orElse(false);
        return latest(situation)
                .then(latest -> completed(situation, latest))
                .then(schema -> candidate(situation, schema, normalized));
    }

    /** A schema that is looked at, whatever the subject: nothing is inherited, its text stays as it is. */
    static Step<Candidate> asItIs(Draft draft, Snapshot snapshot) {
        return candidate(draft, snapshot, draft.submission().schema(), false);
    }

    /** A schema that is imported: as it is. */
    static Step<Candidate> imported(Situation situation) {
        SchemaText schema = situation.submission().schema();
        return schema.text().isEmpty()
                ? emptySchema()
                : situation
                        .draft()
                        .retagged(schema, Optional.empty())
                        .then(tagged -> candidate(situation, tagged, false));
    }

    /** What can be known without a look at the store; empty if references or the latest version have a say. */
    static Optional<CandidateInputs> guess(Submission submission, Normalize normalize) {
        SchemaText schema = submission.schema();
        boolean standsAlone = !schema.text().isEmpty() && schema.references().isEmpty();
        boolean undemanding =
                submission.version().orElse(0) == 0 || submission.id().isPresent();
        return standsAlone && undemanding && submission.tags().isNone()
                ? Optional.of(new CandidateInputs(schema, normalize == Normalize.YES, List.of()))
                : Optional.empty();
    }

    private static Step<Candidate> candidate(Situation situation, SchemaText schema, boolean normalized) {
        return candidate(situation.draft(), situation.snapshot(), schema, normalized);
    }

    private static Step<Candidate> candidate(Draft draft, Snapshot snapshot, SchemaText schema, boolean normalized) {
        return ReferenceResolution.pinned(draft, snapshot, schema)
                .then(pinned -> draft.parsed(pinned.ids())
                        .then(loaded -> draft.candidate(new CandidateInputs(
                                schema.withReferences(pinned.references()), normalized, pinned.ids()))));
    }

    /** The latest live schema, if the submitted one needs it to be complete. */
    private static Step<Optional<SchemaText>> latest(Situation situation) {
        SchemaText submitted = situation.submission().schema();
        boolean complete = !submitted.text().isEmpty()
                && submitted.metadata().isPresent()
                && submitted.ruleSet().isPresent()
                && situation.submission().tags().propagation() == TagEdit.Propagation.NO;
        Optional<VersionRow> latest = situation.state().latest(Deleted.EXCLUDED);
        if (complete || latest.isEmpty()) {
            return Step.ready(Optional.empty());
        }
        return situation
                .parsed(List.of(latest.get()))
                .map(contents -> Optional.of(contents.get(0).content().schema()));
    }

    private static Step<SchemaText> completed(Situation situation, Optional<SchemaText> latest) {
        ConfigSettings config = situation.config();
        SchemaText submitted = situation.submission().schema();
        if (submitted.text().isEmpty()) {
            if (latest.isEmpty()) {
                return emptySchema();
            }
            submitted = latest.get().withMetadata(submitted.metadata()).withRuleSet(submitted.ruleSet());
        }
        Optional<Metadata> metadata =
                Inherited.metadata(submitted.metadata(), latest.flatMap(SchemaText::metadata), config);
        SchemaText complete = submitted
                .withMetadata(withDemandedVersion(metadata, situation.submission(), situation.state()))
                .withRuleSet(Inherited.ruleSet(submitted.ruleSet(), latest.flatMap(SchemaText::ruleSet), config));
        return situation.draft().retagged(complete, latest);
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

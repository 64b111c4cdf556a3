package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.compat.SchemaComparison.Side;
import java.util.Optional;
import java.util.Set;

/** Compares two schemas, registered or not. Nothing is written. */
final class Diffs {
    private final Reading reading;
    private final Attempts attempts;
    private final ParsedSchemas parsedSchemas;

    Diffs(Reading reading, Attempts attempts, ParsedSchemas parsedSchemas) {
        this.reading = reading;
        this.attempts = attempts;
        this.parsedSchemas = parsedSchemas;
    }

    Answer<SchemaComparison> between(SchemaSide older, SchemaSide newer, Deleted deleted) {
        return side(older, deleted)
                .then(before -> side(newer, deleted).then(after -> SchemaComparison.between(before, after)));
    }

    /** A version and the one before it. */
    Answer<SchemaComparison> withPrevious(Subject subject, VersionSelector newer, Deleted deleted) {
        return reading.version(subject, newer, deleted)
                .then(after -> before(after, deleted)
                        .then(older -> between(
                                new SchemaSide.OfVersion(after.subject(), new VersionSelector.Exact(older)),
                                new SchemaSide.OfVersion(after.subject(), new VersionSelector.Exact(after.version())),
                                deleted)));
    }

    private Answer<Version> before(SubjectSchema newer, Deleted deleted) {
        return reading.versions(newer.subject(), deleted, Page.ALL)
                .then(all -> Answer.ofOptional(
                        all.stream()
                                .map(VersionState::version)
                                .filter(version -> version.compareTo(newer.version()) < 0)
                                .reduce((lower, higher) -> higher),
                        ErrorCode.NO_EARLIER_VERSION.refusal(newer.version(), newer.subject())));
    }

    private Answer<Side> side(SchemaSide named, Deleted deleted) {
        if (named instanceof SchemaSide.OfVersion of) {
            if (!Subject.isWritable(of.subject().qualified())) {
                return ErrorCode.SUBJECT_NOT_FOUND.refused(of.subject().qualified());
            }
            return reading.version(of.subject(), of.selector(), deleted)
                    .then(found -> stored(
                            new ContextId(found.subject().context(), found.id()),
                            ComparedSchema.version(found.subject(), found.version(), found.id())));
        }
        if (named instanceof SchemaSide.OfId of) {
            return stored(of.id(), ComparedSchema.id(of.id().id()));
        }
        return text((SchemaSide.OfText) named);
    }

    private Answer<Side> stored(ContextId id, ComparedSchema name) {
        Optional<ParsedContent> content =
                Optional.ofNullable(parsedSchemas.load(Set.of(id)).get(id));
        return Answer.ofOptional(
                content.map(found -> new Side(name, found.parsed())), ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(id.id()));
    }

    private Answer<Side> text(SchemaSide.OfText text) {
        if (text.schema().text().isEmpty()) {
            return ErrorCode.INVALID_SCHEMA.refused("Empty schema");
        }
        Draft draft = attempts.draft(text.home(), Submission.of(text.schema()), Normalize.AS_CONFIGURED);
        return attempts.look(
                draft,
                snapshot -> Intake.asItIs(draft, snapshot)
                        .then(candidate -> bounded(draft.subject(), candidate))
                        .decide(candidate -> Decision.answered(new Side(ComparedSchema.TEXT, candidate.parsed()))));
    }

    /** A text need not be fit to be registered, but nobody takes one that is over the bounds. */
    private static Step<Candidate> bounded(Subject subject, Candidate candidate) {
        return candidate
                .objection()
                .filter(invalid -> invalid.excess().isPresent())
                .map(invalid ->
                        InvalidSchema.refusal(subject, candidate.inputs().schema(), invalid))
                .<Step<Candidate>>map(Step::refused)
                .orElseGet(() -> Step.ready(candidate));
    }
}

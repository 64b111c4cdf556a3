package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;

/** Finds a schema among the versions of its subject. */
final class Lookup {
    private final Attempts attempts;
    private final ConfigResolution resolution;
    private final SchemaQueries store;

    Lookup(Attempts attempts, ConfigResolution resolution, SchemaQueries store) {
        this.attempts = attempts;
        this.resolution = resolution;
        this.store = store;
    }

    Answer<SubjectSchema> lookup(Subject subject, Submission submission, Normalize normalize, Deleted deleted) {
        if (!subject.isValid()) {
            return ErrorCode.INVALID_SUBJECT.refused(subject.qualified());
        }
        Answer<SubjectSchema> here = lookupHere(subject, submission, normalize, deleted);
        if (isUnknownSubject(here) && subject.context().isDefault()) {
            return elsewhere(subject, submission, normalize, deleted, here);
        }
        return here;
    }

    private Answer<SubjectSchema> elsewhere(
            Subject subject,
            Submission submission,
            Normalize normalize,
            Deleted deleted,
            Answer<SubjectSchema> otherwise) {
        return store.contextsOf(subject.name()).stream()
                .map(context -> lookupHere(new Subject(context, subject.name()), submission, normalize, deleted))
                .filter(answer -> answer instanceof Answer.Done)
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean isUnknownSubject(Answer<SubjectSchema> answer) {
        return answer instanceof Answer.Refused<SubjectSchema> refused
                && refused.refusal().code() == ErrorCode.SUBJECT_NOT_FOUND;
    }

    private Answer<SubjectSchema> lookupHere(
            Subject named, Submission submission, Normalize normalize, Deleted deleted) {
        Draft draft = attempts.draft(named, submission, normalize);
        return attempts.look(
                draft,
                snapshot -> draft.actualSubject(snapshot).decide(subject -> {
                    Situation situation = Situation.of(draft, snapshot, subject, resolution);
                    if (situation.state().newestFirst(deleted).isEmpty()) {
                        return Decision.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(subject.qualified()));
                    }
                    return submission.schema().text().isEmpty()
                            ? Decision.refused(ErrorCode.SCHEMA_NOT_FOUND.refusal())
                            : find(situation, normalize, deleted);
                }));
    }

    private static Decision<SubjectSchema> find(Situation situation, Normalize normalize, Deleted deleted) {
        return Intake.candidate(situation, normalize)
                .decide(candidate -> VersionSearch.find(situation, candidate, deleted)
                        .decide(found -> new Decision.Answered<>(
                                Answer.ofOptional(found, ErrorCode.SCHEMA_NOT_FOUND.refusal()))));
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.List;
import java.util.Optional;

/** Says what registration would say about compatibility, without registering. */
final class DryRun {
    private final Attempts attempts;
    private final ConfigResolution resolution;
    private final CompatibilityCheck compatibility;

    DryRun(Attempts attempts, ConfigResolution resolution, CompatibilityCheck compatibility) {
        this.attempts = attempts;
        this.resolution = resolution;
        this.compatibility = compatibility;
    }

    /** Against one version. An unknown subject has no latest version that could object. */
    Answer<CompatibilityReport> check(
            Subject named, VersionSelector selector, Submission submission, Normalize normalize) {
        Draft draft = attempts.draft(named, submission, normalize);
        return attempts.look(
                draft,
                snapshot -> draft.actualSubject(snapshot).decide(subject -> {
                    SubjectState state = snapshot.subject(subject);
                    Optional<VersionRow> row = state.selected(selector, Deleted.EXCLUDED);
                    if (row.isEmpty() && selector instanceof VersionSelector.Exact exact) {
                        return Decision.refused(ErrorCode.VERSION_NOT_FOUND.refusal(exact.version()));
                    }
                    ConfigSettings config = resolution.config(snapshot, subject);
                    return candidate(draft, snapshot, state, config, normalize)
                            .decide(candidate -> compatibility
                                    .report(draft, subject, row.stream().toList(), candidate, config)
                                    .decide(Decision::answered));
                }));
    }

    /** Against all versions that the level counts; a schema that is registered already may be registered again. */
    Answer<CompatibilityReport> checkAll(Subject named, Submission submission, Normalize normalize) {
        Draft draft = attempts.draft(named, submission, normalize);
        return attempts.look(
                draft,
                snapshot -> draft.actualSubject(snapshot).decide(subject -> {
                    SubjectState state = snapshot.subject(subject);
                    ConfigSettings config = resolution.config(snapshot, subject);
                    return candidate(draft, snapshot, state, config, normalize)
                            .decide(candidate -> VersionSearch.find(draft, snapshot, state, candidate, Deleted.EXCLUDED)
                                    .decide(existing -> {
                                        List<VersionRow> history =
                                                existing.isPresent() ? List.of() : state.newestFirst(Deleted.EXCLUDED);
                                        return compatibility
                                                .report(draft, subject, history, candidate, config)
                                                .decide(Decision::answered);
                                    }));
                }));
    }

    private static Step<Candidate> candidate(
            Draft draft, Snapshot snapshot, SubjectState state, ConfigSettings config, Normalize normalize) {
        if (draft.submission().schema().text().isEmpty()) {
            return Step.refused(ErrorCode.INVALID_SCHEMA.refusal("Empty schema"));
        }
        return Intake.candidate(draft, snapshot, state, config, normalize).then(candidate -> {
            Optional<Refusal> objection = candidate
                    .objection()
                    .filter(reason -> config.validateNewSchemas().orElse(true))
                    .map(reason -> InvalidSchema.refusal(
                            state.subject(), candidate.inputs().schema(), reason));
            return objection.<Step<Candidate>>map(Step::refused).orElseGet(() -> Step.ready(candidate));
        });
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.ConfigResolution;
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
                    Situation situation = Situation.of(draft, snapshot, subject, resolution);
                    Optional<VersionRow> row = situation.state().selected(selector, Deleted.EXCLUDED);
                    if (row.isEmpty() && selector instanceof VersionSelector.Exact exact) {
                        return Decision.refused(ErrorCode.VERSION_NOT_FOUND.refusal(exact.version()));
                    }
                    return candidate(situation, normalize)
                            .then(candidate ->
                                    compatibility.report(situation, row.stream().toList(), candidate))
                            .decide(Decision::answered);
                }));
    }

    /** Against all versions that the level counts; a schema that is registered already may be registered again. */
    Answer<CompatibilityReport> checkAll(Subject named, Submission submission, Normalize normalize) {
        Draft draft = attempts.draft(named, submission, normalize);
        return attempts.look(
                draft,
                snapshot -> draft.actualSubject(snapshot).decide(subject -> {
                    Situation situation = Situation.of(draft, snapshot, subject, resolution);
                    return candidate(situation, normalize)
                            .then(candidate -> VersionSearch.find(situation, candidate, Deleted.EXCLUDED)
                                    .then(existing -> compatibility.report(
                                            situation,
                                            existing.isPresent()
                                                    ? List.of()
                                                    : situation.state().newestFirst(Deleted.EXCLUDED),
                                            candidate)))
                            .decide(Decision::answered);
                }));
    }

    /** A schema as registration would take it, were it compatible. */
    static Step<Candidate> candidate(Situation situation, Normalize normalize) {
        if (situation.submission().schema().text().isEmpty()) {
            return Step.refused(ErrorCode.INVALID_SCHEMA.refusal("Empty schema"));
        }
        return Intake.candidate(situation, normalize).then(candidate -> {
            Optional<Refusal> objection = candidate
                    .submitted()
                    .refusedAsNew(situation.config())
                    .map(invalid -> InvalidSchema.refusal(
                            situation.subject(), candidate.inputs().schema(), invalid));
            return objection.<Step<Candidate>>map(Step::refused).orElseGet(() -> Step.ready(candidate));
        });
    }
}

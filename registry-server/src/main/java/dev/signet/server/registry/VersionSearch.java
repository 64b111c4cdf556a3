package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the version of a subject that a schema already is. */
final class VersionSearch {
    private VersionSearch() {}

    /** The version with the same identity, live before deleted; else the newest that is the same but for spelling. */
    static Step<Optional<SubjectSchema>> find(Situation situation, Candidate candidate, Deleted deleted) {
        Optional<Refusal> forged = forgery(situation, candidate);
        if (forged.isPresent()) {
            return Step.refused(forged.get());
        }
        Subject subject = situation.subject();
        List<VersionRow> rows = situation.state().newestFirst(deleted);
        Optional<VersionRow> same = rows.stream()
                .filter(row -> row.guid().equals(candidate.canonical().guid()))
                .min((left, right) -> Boolean.compare(left.deleted(), right.deleted()));
        if (same.isPresent()) {
            return Step.ready(Optional.of(same.get().of(subject, candidate.schema())));
        }
        return situation.parsed(rows).map(contents -> equivalent(subject, candidate, rows, contents));
    }

    /** MD5 can be forged: what has the GUID of another content and not its SHA-256 is refused. */
    static Optional<Refusal> forgery(Situation situation, Candidate candidate) {
        return situation
                .snapshot()
                .content(candidate.nameIn(situation.context()))
                .filter(content -> !Arrays.equals(
                        content.sha256(), candidate.canonical().identity().sha256()))
                .map(content -> ErrorCode.INVALID_SCHEMA.refusal(
                        "The schema has the GUID %s of another schema, that of id %s, but not its SHA-256"
                                .formatted(candidate.canonical().guid(), content.lowestId())));
    }

    private static Optional<SubjectSchema> equivalent(
            Subject subject, Candidate candidate, List<VersionRow> rows, List<ParsedContent> contents) {
        for (int i = 0; i < rows.size(); i++) {
            ParsedContent content = contents.get(i);
            SchemaText stored = content.content().schema();
            if (candidate.submitted().isSpelledOtherwiseIn(stored, content.parsed())) {
                return Optional.of(rows.get(i).of(subject, stored));
            }
        }
        return Optional.empty();
    }
}

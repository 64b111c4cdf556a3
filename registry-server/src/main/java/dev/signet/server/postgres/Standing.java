package dev.signet.server.postgres;

import dev.signet.schema.Subject;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.SubjectSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whether answers by id still stand: whether the use of the id that each names is still the first in the order in which
 * {@link Queries#schema} looks for one, while the content has its text. Safe for concurrent use.
 */
final class Standing {
    private final Shared<SubjectSchema, Boolean> first;
    private final Shared<SubjectSchema, Boolean> lastInSubject;

    /** A use as it is now, with the place, from 1, of the one that was asked about. */
    private record Use(int place, String subject, int version, Instant createdAt) {
        static Use of(ResultSet row) throws SQLException {
            return new Use(
                    row.getInt("place"),
                    row.getString("subject"),
                    row.getInt("version"),
                    SchemaRows.instant(row, "created_at"));
        }

        boolean is(SubjectSchema before) {
            return subject.equals(before.subject().name())
                    && version == before.version().number()
                    && createdAt.equals(before.createdAt());
        }
    }

    Standing(Database database) {
        this.first = new Shared<>(uses -> stand(database, firstUses(uses), uses));
        this.lastInSubject = new Shared<>(uses -> stand(database, lastUsesInSubject(uses), uses));
    }

    boolean stands(IdentifiedSchema answer, Optional<Subject> preferred) {
        Optional<SubjectSchema> live = answer.usedBy().filter(used -> !used.deleted());
        if (live.isEmpty()) {
            return false;
        }
        SubjectSchema use = live.get();
        Optional<Subject> named = preferred.filter(subject -> !subject.name().isEmpty());
        if (named.isEmpty()) {
            return first.ask(use);
        }
        return named.get().equals(use.subject()) && lastInSubject.ask(use);
    }

    private static List<Boolean> stand(Database database, Statement statement, List<SubjectSchema> uses) {
        List<Boolean> stand = new ArrayList<>(Collections.nCopies(uses.size(), false));
        for (Use now : database.selectPromptly(statement, Use::of)) {
            stand.set(now.place() - 1, now.is(uses.get(now.place() - 1)));
        }
        return stand;
    }

    private static Statement firstUses(List<SubjectSchema> uses) {
        return uses(Statement.of("""
                        SELECT q.place, v.subject, v.version, v.created_at
                          FROM unnest(:contexts, :ids, :guids) WITH ORDINALITY AS q (context, id, guid, place)
                          JOIN LATERAL (
                               SELECT x.subject, x.version, x.created_at
                                 FROM signet.versions x
                                WHERE x.context = q.context AND x.id = q.id AND x.deleted_at IS NULL
                                ORDER BY x.subject, x.version LIMIT 1) v ON true
                         WHERE (SELECT c.text IS NOT NULL FROM signet.contents c
                                 WHERE c.context = q.context AND c.guid = q.guid)
                        """), uses);
    }

    private static Statement lastUsesInSubject(List<SubjectSchema> uses) {
        return uses(Statement.of("""
                        SELECT q.place, q.subject, v.version, v.created_at
                          FROM unnest(:contexts, :ids, :guids, :subjects)
                               WITH ORDINALITY AS q (context, id, guid, subject, place)
                          JOIN LATERAL (
                               SELECT x.version, x.created_at
                                 FROM signet.versions x
                                WHERE x.context = q.context AND x.id = q.id AND x.subject = q.subject
                                  AND x.deleted_at IS NULL
                                ORDER BY x.version DESC LIMIT 1) v ON true
                         WHERE (SELECT c.text IS NOT NULL FROM signet.contents c
                                 WHERE c.context = q.context AND c.guid = q.guid)
                        """), uses)
                .texts("subjects", Names.each(uses, use -> use.subject().name()));
    }

    private static Statement uses(Statement statement, List<SubjectSchema> uses) {
        return statement
                .texts(
                        "contexts",
                        Names.each(uses, use -> use.subject().context().name()))
                .numbers("ids", Names.each(uses, use -> use.id().value()))
                .uuids("guids", Names.each(uses, use -> use.guid().value()));
    }
}

package dev.signet.server.postgres;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import dev.signet.server.registry.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Marks of subjects: the revisions of the rows that every write to a subject or a scope advances, under the lock of that
 * row, in the order of the commits. Each stands with the transaction that wrote it and with the start of the database
 * server, so that a database that was restored or failed over, and counts the same revisions again, gives other marks.
 */
final class Marks {
    private Marks() {}

    /**
     * What a mark is asked for.
     *
     * @param subject the subject
     * @param content a content of its context
     */
    record Sight(Subject subject, SchemaGuid content) {}

    /** Marks, each with the place of its sight, from 1; each row is found by its key. */
    static Statement of(List<Sight> sights) {
        return Statement.of("""
                        SELECT q.place,
                               concat(pg_postmaster_start_time(),
                                      ' ', (SELECT concat(s.revision, '/', s.xmin) FROM signet.subjects s
                                             WHERE s.context = q.context AND s.name = q.subject),
                                      ' ', (SELECT concat(o.revision, '/', o.xmin) FROM signet.contexts o
                                             WHERE o.name = q.context),
                                      ' ', (SELECT concat(r.revision, '/', r.xmin) FROM signet.contexts r
                                             WHERE r.name = '.'),
                                      ' ', (SELECT concat(g.revision, '/', g.xmin) FROM signet.contexts g
                                             WHERE g.name = '.__GLOBAL'),
                                      ' ', EXISTS (SELECT FROM signet.contents c
                                                    WHERE c.context = q.context AND c.guid = q.guid)) AS mark
                          FROM unnest(:contexts, :subjects, :guids)
                               WITH ORDINALITY AS q (context, subject, guid, place)
                        """)
                .texts(
                        "contexts",
                        Names.each(sights, sight -> sight.subject().context().name()))
                .texts("subjects", Names.each(sights, sight -> sight.subject().name()))
                .uuids("guids", Names.each(sights, sight -> sight.content().value()));
    }

    /** In the order of the sights. */
    static List<Mark> read(Database database, List<Sight> sights) {
        Mark[] marks = new Mark[sights.size()];
        database.select(of(sights), row -> marks[row.getInt("place") - 1] = mark(row));
        return List.of(marks);
    }

    static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getString("mark"));
    }
}

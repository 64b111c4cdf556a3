package dev.signet.server.postgres;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import dev.signet.server.registry.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Marks of subjects: the revisions of the rows that every write to a subject or a scope advances, under the lock of that
 * row, in the order of the commits. Each stands with the transaction that wrote it and with the start of the database
 * server, so that a database that was restored or failed over, and counts the same revisions again, gives other marks.
 */
final class Marks {
    private Marks() {}

    static Statement of(Subject subject, SchemaGuid content) {
        return Statement.of("""
                        SELECT concat(pg_postmaster_start_time(),
                                      ' ', s.revision, '/', s.xmin, ' ', o.revision, '/', o.xmin,
                                      ' ', r.revision, '/', r.xmin, ' ', g.revision, '/', g.xmin,
                                      ' ', c.guid IS NOT NULL) AS mark
                          FROM (SELECT 1) AS one
                          LEFT JOIN signet.subjects s ON s.context = :context AND s.name = :subject
                          LEFT JOIN signet.contexts o ON o.name = :context
                          LEFT JOIN signet.contexts r ON r.name = '.'
                          LEFT JOIN signet.contexts g ON g.name = '.__GLOBAL'
                          LEFT JOIN signet.contents c ON c.context = :context AND c.guid = :guid
                        """)
                .text("context", subject.context().name())
                .text("subject", subject.name())
                .uuid("guid", content.value());
    }

    static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getString(1));
    }
}

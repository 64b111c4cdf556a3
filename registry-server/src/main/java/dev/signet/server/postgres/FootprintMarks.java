package dev.signet.server.postgres;

import dev.signet.schema.Subject;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds to a round trip what reads the mark of a footprint, and holds it once it was sent. As {@link Marks} are, made of
 * revisions and of the transactions that wrote them. A row that was only put there to be locked has the revision 0 and is
 * as good as none.
 */
final class FootprintMarks {
    private final SortedSet<String> history = new TreeSet<>();
    private final SortedSet<String> contents = new TreeSet<>();

    FootprintMarks(RoundTrip trip, Footprint footprint) {
        Set<Subject> subjects = Stream.concat(
                        footprint.subjects().stream(),
                        footprint.targets().stream().map(Target::subject))
                .collect(Collectors.toSet());
        addSubjects(trip, subjects);
        addScopes(trip, footprint);
        if (!footprint.contents().isEmpty()) {
            addContents(trip, footprint);
        }
        if (!footprint.ids().isEmpty()) {
            addBindings(trip, footprint);
        }
    }

    private void addSubjects(RoundTrip trip, Set<Subject> subjects) {
        trip.add(Names.subjects(Statement.of("""
                        SELECT concat_ws(' ', s.context, s.revision, s.xmin,
                                         EXISTS (SELECT 1
                                                   FROM signet.associations a
                                                  WHERE a.context = s.context AND a.subject = s.name
                                                    AND a.lifecycle = 'STRONG'), s.name)
                          FROM unnest(:contexts, :subjects) AS w (context, subject)
                          JOIN signet.subjects s ON s.context = w.context AND s.name = w.subject
                         WHERE s.revision > 0
                        """), subjects), row -> history.add("subject " + text(row)));
    }

    /** The start of the server is part of it: one that was restored may count the same revisions again. */
    private void addScopes(RoundTrip trip, Footprint footprint) {
        trip.add(
                Statement.of("""
                        SELECT concat_ws(' ', pg_postmaster_start_time(), c.revision, c.xmin, c.name)
                          FROM unnest(:contexts) AS w (name)
                          JOIN signet.contexts c ON c.name = w.name
                         WHERE c.revision > 0 OR c.name = '.'
                        """).texts("contexts", Names.contexts(footprint.contexts())),
                row -> history.add("context " + text(row)));
    }

    private void addContents(RoundTrip trip, Footprint footprint) {
        trip.add(Names.contents(Statement.of("""
                        SELECT concat_ws(' ', c.context, c.guid, c.text IS NOT NULL,
                                         array(SELECT i.id FROM signet.schema_ids i
                                                WHERE i.context = c.context AND i.guid = c.guid ORDER BY i.id))
                          FROM unnest(:contexts, :guids) AS w (context, guid)
                          JOIN signet.contents c ON c.context = w.context AND c.guid = w.guid
                        """), footprint.contents()), row -> contents.add("content " + text(row)));
    }

    private void addBindings(RoundTrip trip, Footprint footprint) {
        trip.add(Names.ids(Statement.of("""
                        SELECT concat_ws(' ', i.context, i.id, i.guid)
                          FROM unnest(:contexts, :ids) AS w (context, id)
                          JOIN signet.schema_ids i ON i.context = w.context AND i.id = w.id
                        """), footprint.ids()), row -> contents.add("id " + text(row)));
    }

    private static String text(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    FootprintMark mark() {
        return new FootprintMark(digest(history), digest(contents));
    }

    private static String digest(SortedSet<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", missing);
        }
    }
}

package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.server.registry.Census;
import dev.signet.server.registry.IdCounter;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Counts what is stored, without ever reading a large table to its end. */
final class CensusRows {
    /** Up to here rows are counted, beyond PostgreSQL's own estimate is taken. */
    private static final long EXACT = 100_000;

    private static final int CONTEXTS = 50;

    private final Handle handle;

    CensusRows(Handle handle) {
        this.handle = handle;
    }

    Census census() {
        return new Census(subjects(), versions(), schemas(), counters(CONTEXTS));
    }

    private long subjects() {
        long counted = handle.createQuery("""
                        SELECT count(*) FROM (
                               SELECT 1 FROM signet.subjects s
                                WHERE EXISTS (SELECT 1 FROM signet.versions v
                                               WHERE v.context = s.context AND v.subject = s.name)
                                LIMIT :most) AS found
                        """)
                .bind("most", EXACT + 1)
                .mapTo(Long.class)
                .one();
        return exactOrEstimated(counted, "signet.subjects");
    }

    private long versions() {
        long counted = handle.createQuery("""
                        SELECT count(*) FROM (SELECT 1 FROM signet.versions LIMIT :most) AS found
                        """)
                .bind("most", EXACT + 1)
                .mapTo(Long.class)
                .one();
        return exactOrEstimated(counted, "signet.versions");
    }

    private long schemas() {
        long counted = handle.createQuery("""
                        SELECT count(*) FROM (SELECT 1 FROM signet.schema_ids LIMIT :most) AS found
                        """)
                .bind("most", EXACT + 1)
                .mapTo(Long.class)
                .one();
        return exactOrEstimated(counted, "signet.schema_ids");
    }

    private long exactOrEstimated(long counted, String table) {
        if (counted <= EXACT) {
            return counted;
        }
        long estimated = handle.createQuery("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(:table)")
                .bind("table", table)
                .mapTo(Long.class)
                .one();
        return Math.max(counted, estimated);
    }

    /** The counters with the fewest ids left. */
    List<IdCounter> counters(int most) {
        return handle.createQuery("""
                        SELECT context, next_id FROM signet.id_counters ORDER BY next_id DESC, context LIMIT :most
                        """)
                .bind("most", most)
                .map((row, context) -> new IdCounter(new Context(row.getString("context")), row.getLong("next_id")))
                .list();
    }
}

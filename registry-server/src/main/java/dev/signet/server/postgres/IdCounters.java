package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.IdCounter;
import dev.signet.server.registry.IdRange;
import dev.signet.server.registry.IdsExhaustedException;
import dev.signet.server.registry.StoreFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters that ranges of ids are taken from. An id is never put back, so a range that a server did not use up
 * leaves a gap.
 */
final class IdCounters {
    /** An imported id above this does not move the counter: less than a tenth of all ids would be left. */
    private static final int HIGHEST_TO_FOLLOW = Integer.MAX_VALUE - Integer.MAX_VALUE / 10;

    private static final int LARGEST_STEP = 65_536;

    private final Database database;

    IdCounters(Database database) {
        this.database = database;
    }

    IdRange reserve(Context context, int wanted) {
        int step = wanted;
        while (true) {
            List<SchemaId> free = new ArrayList<>();
            Outcome outcome = take(context, step, free);
            if (!free.isEmpty()) {
                return new IdRange(free);
            }
            switch (outcome) {
                case NO_COUNTER -> create(context);
                case ALL_TAKEN -> step = Math.min(step * 2, LARGEST_STEP);
                case TOO_FEW_LEFT -> {
                    if (step == 1) {
                        throw new IdsExhaustedException(context);
                    }
                    step = Math.max(1, step / 2);
                }
            }
        }
    }

    private enum Outcome {
        NO_COUNTER,
        ALL_TAKEN,
        TOO_FEW_LEFT
    }

    private Outcome take(Context context, int wanted, List<SchemaId> free) {
        boolean[] counted = {false};
        try {
            database.writeAtOnce(trip ->
                    trip.add(Statement.of("""
                            WITH taken AS (
                                 UPDATE signet.id_counters
                                    SET next_id = next_id + :wanted
                                  WHERE context = :context
                                 RETURNING next_id - :wanted AS first, next_id - 1 AS last)
                            SELECT n.id
                              FROM taken
                              LEFT JOIN LATERAL (
                                   SELECT id FROM generate_series(taken.first, taken.last) AS g (id)
                                    WHERE NOT EXISTS (SELECT 1 FROM signet.schema_ids i
                                                       WHERE i.context = :context AND i.id = g.id)) AS n ON true
                             ORDER BY n.id
                            """).text("context", context.name()).number("wanted", wanted), row -> {
                        counted[0] = true;
                        int id = row.getInt("id");
                        if (!row.wasNull()) {
                            free.add(new SchemaId(id));
                        }
                    }));
        } catch (StoreFailedException fault) {
            if (Faults.violatesCheck(fault)) {
                return Outcome.TOO_FEW_LEFT;
            }
            throw fault;
        }
        return counted[0] ? Outcome.ALL_TAKEN : Outcome.NO_COUNTER;
    }

    private void create(Context context) {
        database.writeAtOnce(trip -> create(trip, context));
    }

    private static void create(RoundTrip trip, Context context) {
        trip.add(Statement.of("INSERT INTO signet.contexts (name) VALUES (:context) ON CONFLICT DO NOTHING")
                .text("context", context.name()));
        trip.add(Statement.of("INSERT INTO signet.id_counters (context) VALUES (:context) ON CONFLICT DO NOTHING")
                .text("context", context.name()));
    }

    /** From now on ranges begin at the floor or above it. */
    IdCounter raise(Caller caller, Context context, SchemaId floor) {
        AtomicLong next = new AtomicLong();
        AuditEntry entry = new AuditEntry(
                AuditEntry.Action.RAISE_ID_FLOOR, new Subject(context, ""), Optional.empty(), Optional.of(floor), "");
        database.writeAtOnce(trip -> {
            create(trip, context);
            trip.add(
                    Statement.of("""
                            UPDATE signet.id_counters SET next_id = GREATEST(next_id, :floor)
                             WHERE context = :context RETURNING next_id
                            """).text("context", context.name()).number("floor", floor.value()),
                    row -> next.set(row.getLong("next_id")));
            AuditRows.add(trip, caller, entry);
        });
        return new IdCounter(context, next.get());
    }

    /** The counters, those with the fewest ids left first. */
    List<IdCounter> counters(int most) {
        return database.read(handle -> new CensusRows(handle).counters(most));
    }

    /** Ids that are drawn after an import come after the imported one, unless hardly any would be left. */
    static void moveBeyond(RoundTrip trip, Context context, SchemaId imported) {
        if (imported.value() > HIGHEST_TO_FOLLOW) {
            return;
        }
        trip.add(Statement.of("""
                        INSERT INTO signet.id_counters (context, next_id) VALUES (:context, :next)
                            ON CONFLICT (context) DO UPDATE
                           SET next_id = GREATEST(id_counters.next_id, EXCLUDED.next_id)
                        """).text("context", context.name()).number("next", imported.value() + 1));
    }
}

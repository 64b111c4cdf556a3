package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ids that {@link InMemorySchemaStore} gives away, and how much it holds. */
abstract class InMemoryUpkeep implements UpkeepRows {
    private static final int COUNTED_CONTEXTS = 50;

    final InMemoryTables tables = new InMemoryTables();

    /** What {@link SchemaStore} says of it. */
    public synchronized IdRange reserveIds(Context context, int wanted) {
        int step = wanted;
        while (true) {
            long first = tables.nextIds.getOrDefault(context, 1L);
            if (first + step <= Integer.MAX_VALUE + 1L) {
                tables.nextIds.put(context, first + step);
                List<SchemaId> free = free(context, first, step);
                if (!free.isEmpty()) {
                    return new IdRange(free);
                }
            } else if (step > 1) {
                step /= 2;
            } else {
                throw new IdsExhaustedException(context);
            }
        }
    }

    private List<SchemaId> free(Context context, long first, int step) {
        List<SchemaId> free = new ArrayList<>();
        for (long number = first; number < first + step; number++) {
            SchemaId id = new SchemaId((int) number);
            if (!tables.ids.containsKey(new ContextId(context, id))) {
                free.add(id);
            }
        }
        return free;
    }

    @Override
    public synchronized Census census() {
        long versions = tables.versions.values().stream().mapToLong(Map::size).sum();
        long subjects = tables.versions.values().stream()
                .filter(rows -> !rows.isEmpty())
                .count();
        return new Census(
                subjects,
                versions,
                tables.ids.size(),
                idCounters().stream().limit(COUNTED_CONTEXTS).toList());
    }

    @Override
    public synchronized List<IdCounter> idCounters() {
        return tables.nextIds.entrySet().stream()
                .map(entry -> new IdCounter(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(IdCounter::remaining).thenComparing(IdCounter::context))
                .toList();
    }

    @Override
    public synchronized IdCounter raiseIdFloor(Caller caller, Context context, SchemaId floor) {
        tables.nextIds.merge(context, Math.max(1L, floor.value()), Math::max);
        tables.audit.add(new AuditEntry(
                AuditEntry.Action.RAISE_ID_FLOOR, new Subject(context, ""), Optional.empty(), Optional.of(floor), ""));
        return new IdCounter(context, tables.nextIds.getOrDefault(context, 1L));
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.compat.Difference;
import dev.signet.server.registry.ChangeSetReport.Outcome;
import dev.signet.server.registry.ChangeSetReport.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids that the new contents of a change set get, in the place of those that stood for them.
 *
 * @param byProvisional the ids, by those that stood for them
 */
record DrawnIds(Map<ContextId, SchemaId> byProvisional) {
    DrawnIds {
        byProvisional = Map.copyOf(byProvisional);
    }

    /** Draws as many as there are new contents. */
    static DrawnIds draw(SchemaIds ids, PreparedWrite prepared) {
        Map<Context, List<SchemaId>> wanted = new HashMap<>();
        for (Change change : prepared.changes()) {
            if (change instanceof Change.BindId bind) {
                wanted.computeIfAbsent(bind.context(), any -> new ArrayList<>()).add(bind.id());
            }
        }
        Map<ContextId, SchemaId> drawn = new HashMap<>();
        wanted.forEach((context, provisional) -> {
            List<SchemaId> fresh = ids.draw(context, provisional.size());
            for (int i = 0; i < fresh.size(); i++) {
                drawn.put(new ContextId(context, provisional.get(i)), fresh.get(i));
            }
        });
        return new DrawnIds(drawn);
    }

    /** Nothing was written. */
    void giveBack(SchemaIds ids) {
        byProvisional.forEach((provisional, id) -> ids.giveBack(provisional.context(), id));
    }

    Set<ContextId> all() {
        Set<ContextId> all = new HashSet<>();
        byProvisional.forEach((provisional, id) -> all.add(new ContextId(provisional.context(), id)));
        return all;
    }

    PreparedWrite in(PreparedWrite prepared) {
        return new PreparedWrite(
                prepared.changes().stream().map(this::in).toList(),
                prepared.audit().stream().map(this::in).toList());
    }

    private Change in(Change change) {
        if (change instanceof Change.BindId bind) {
            return new Change.BindId(bind.context(), real(bind.context(), bind.id()), bind.guid(), bind.origin());
        }
        return change instanceof Change.PutVersion put
                ? new Change.PutVersion(
                        put.subject(), put.version(), real(put.subject().context(), put.id()))
                : change;
    }

    private AuditEntry in(AuditEntry entry) {
        Context context = entry.subject().context();
        return new AuditEntry(
                entry.action(),
                entry.subject(),
                entry.version(),
                entry.id().map(id -> real(context, id)),
                entry.detail());
    }

    List<Outcome> in(List<Outcome> outcomes) {
        return outcomes.stream().map(this::in).toList();
    }

    private Outcome in(Outcome outcome) {
        if (!(outcome instanceof Stored stored)) {
            return outcome;
        }
        SubjectSchema schema = stored.schema();
        Context context = schema.subject().context();
        SubjectSchema real = new SubjectSchema(
                schema.subject(),
                schema.version(),
                real(context, schema.id()),
                schema.guid(),
                schema.schema(),
                schema.createdAt(),
                schema.deleted());
        return new Stored(
                real,
                stored.novelty(),
                stored.warnings().stream().map(warning -> in(context, warning)).toList());
    }

    private Difference in(Context context, Difference difference) {
        return new Difference(
                difference.mismatch(),
                difference.direction(),
                difference.version(),
                real(context, difference.id()),
                difference.explanation(),
                difference.fix());
    }

    private SchemaId real(Context context, SchemaId id) {
        return byProvisional.getOrDefault(new ContextId(context, id), id);
    }
}

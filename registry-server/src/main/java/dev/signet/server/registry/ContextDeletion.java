package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.List;

/** Hides contexts that nothing lives in. */
final class ContextDeletion {
    private final SchemaStore store;

    ContextDeletion(SchemaStore store) {
        this.store = store;
    }

    Answer<Context> delete(Caller caller, Context context) {
        if (context.equals(Context.GLOBAL) || !Subject.isWritable(context.prefix())) {
            return Answer.done(context);
        }
        return ScopeWrite.of(store, caller, new Scope.OfContext(context), snapshot -> deleted(snapshot, context));
    }

    private static Decision<Context> deleted(Snapshot snapshot, Context context) {
        Population population = snapshot.population(context);
        if (population.any()) {
            return Decision.refused(ErrorCode.CONTEXT_NOT_EMPTY.refusal(context));
        }
        if (!population.listed() || context.isDefault()) {
            return Decision.answered(context);
        }
        return new Decision.Write<>(
                context,
                List.of(new Change.HideContext(context)),
                AuditEntry.of(AuditEntry.Action.DELETE_CONTEXT, new Subject(context, ""), ""));
    }
}

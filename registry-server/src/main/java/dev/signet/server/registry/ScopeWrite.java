package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.settings.Scope;
import java.util.function.Function;

/** Changes what is set on a scope, after a look whether there is anything to change. */
final class ScopeWrite {
    private ScopeWrite() {}

    static <T> Answer<T> of(SchemaStore store, Caller caller, Scope scope, Function<Snapshot, Decision<T>> decide) {
        Footprint footprint = Footprint.changing(scope);
        Decision<T> decision = decide.apply(store.snapshot(footprint));
        if (decision instanceof Decision.Write<T>) {
            decision = store.update(caller, footprint, decide);
        }
        if (decision instanceof Decision.Write<T> write) {
            return Answer.done(write.answer());
        }
        if (decision instanceof Decision.Answered<T> answered) {
            return answered.answer();
        }
        throw new IllegalStateException("a change of " + scope + " has nothing to prepare, got " + decision);
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.List;

/**
 * Changes that are judged together and applied all or none.
 *
 * @param items the changes, in the order of the request
 */
public record ChangeSet(List<Item> items) {
    public ChangeSet {
        items = List.copyOf(items);
    }

    /** One change. */
    public sealed interface Item {
        /** The subject that it names; that of a context has no name of its own. */
        Subject named();
    }

    /** A schema is registered. */
    public record Register(Subject named, Submission submission, Normalize normalize) implements Item {}

    /** A config is changed. */
    public record Configure(Scope scope, ConfigChange change) implements Item {
        @Override
        public Subject named() {
            return scope.asSubject();
        }
    }

    /** What the request says is not a change, for a reason that holds for this one alone. */
    public record Unreadable(Subject named, Refusal refusal) implements Item {}
}

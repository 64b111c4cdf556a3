package dev.signet.server.consistency;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import dev.signet.server.registry.Mark;
import dev.signet.server.registry.MarkedSnapshot;
import dev.signet.server.registry.SchemaStore;

/** A store whose marks stand still: whoever trusts them goes on showing what was there once. */
final class StuckStore extends ForwardingStore {
    private static final Mark ALWAYS = new Mark("always");

    StuckStore(SchemaStore store) {
        super(store);
    }

    @Override
    public Mark mark(Subject subject, SchemaGuid content) {
        return ALWAYS;
    }

    @Override
    public MarkedSnapshot marked(Subject subject, SchemaGuid content) {
        return new MarkedSnapshot(ALWAYS, super.marked(subject, content).snapshot());
    }
}

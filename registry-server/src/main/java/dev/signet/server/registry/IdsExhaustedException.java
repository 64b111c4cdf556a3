package dev.signet.server.registry;

import dev.signet.schema.Context;

/** A context has no schema id left to give away. */
public final class IdsExhaustedException extends StoreFailedException {
    private static final long serialVersionUID = 1L;

    private final transient Context context;

    public IdsExhaustedException(Context context) {
        super("Context '" + context + "' has given away its last schema id, " + Integer.MAX_VALUE);
        this.context = context;
    }

    /** The context that has none left. */
    public Context context() {
        return context;
    }
}

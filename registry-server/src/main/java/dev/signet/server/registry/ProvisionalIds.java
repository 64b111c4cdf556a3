package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ids that stand for those that are yet to be drawn, so that schemas of a change set can refer to each other before
 * anything is known to be new. They come from the far end of the numbers, and each is bound to one content, as ids are.
 * Nobody outside ever sees them. Confined to one thread.
 */
final class ProvisionalIds {
    private final Map<ContentName, SchemaId> ids = new HashMap<>();
    private final Map<ContextId, ContentName> names = new HashMap<>();
    private int next = Integer.MAX_VALUE;

    SchemaId of(ContentName name) {
        return ids.computeIfAbsent(name, unknown -> {
            SchemaId id = new SchemaId(next--);
            names.put(new ContextId(name.context(), id), name);
            return id;
        });
    }

    /** The content that an id stands for; empty if it is a real one. */
    Optional<ContentName> content(ContextId id) {
        return Optional.ofNullable(names.get(id));
    }

    /**
     * Gives those up that the store has bound to something.
     *
     * @return whether there were any
     */
    boolean giveUp(Set<ContextId> bound) {
        boolean any = false;
        for (ContextId id : bound) {
            ContentName name = names.remove(id);
            any |= name != null && ids.remove(name) != null;
        }
        return any;
    }

    /** Everything that stands for something. */
    Set<ContextId> all() {
        return names.keySet();
    }
}

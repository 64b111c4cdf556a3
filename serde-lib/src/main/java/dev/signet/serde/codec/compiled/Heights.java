package dev.signet.serde.codec.compiled;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How deep data can be nested, found out from a tree of nodes. Confined to one thread. */
final class Heights<N> {
    /** Of types that contain themselves. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int UNDER_WAY = -1;

    private final Function<N, List<N>> parts;
    private final Map<N, Integer> known = new IdentityHashMap<>();

    Heights(Function<N, List<N>> parts) {
        this.parts = parts;
    }

    /** The most nodes on a way down from this one, itself included. */
    int of(N node) {
        Integer before = known.get(node);
        if (before != null) {
            return before == UNDER_WAY ? UNBOUNDED : before;
        }
        known.put(node, UNDER_WAY);
        int highest = 0;
        for (N part : parts.apply(node)) {
            highest = Math.max(highest, of(part));
        }
        int height = highest == UNBOUNDED ? UNBOUNDED : highest + 1;
        known.put(node, height);
        return height;
    }
}

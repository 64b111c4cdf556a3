package dev.signet.schema.avro.resolution;

import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.PairBudget;
import dev.signet.schema.compat.Readability;
import dev.signet.schema.format.Bound;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Whether a reader's schema can read all data of a writer's, by the rules of Avro's schema resolution.
 *
 * <p>The answer is the greatest fixpoint over pairs of (reader, writer) types. Every pair is visited once, is taken to
 * be readable at first, and stops being so when its own types do not fit or when a pair that it needs is not readable;
 * that spreads backwards along the edges. So recursion in schemas needs no recursion here, the work is linear in the
 * number of pairs however often types are shared, and a budget bounds that number.
 *
 * <p>Source: Avro specification 1.12, "Schema Resolution".
 */
public final class Resolution {
    private final Map<Pair, Node> nodes = new HashMap<>();
    private final Deque<Node> unexpanded = new ArrayDeque<>();
    private final PairRules rules = new PairRules();
    private final long mostPairs;

    private Resolution(long mostPairs) {
        this.mostPairs = mostPairs;
    }

    /** Whether the reader can read the writer's data, found out within the standard amount of work. */
    public static Readability of(Schema reader, Schema writer) {
        return of(reader, writer, Bound.PAIRS.standard());
    }

    /**
     * Whether the reader can read the writer's data.
     *
     * @param mostPairs pairs that may be looked at; an ordinary pair of schemas needs a few hundred
     */
    public static Readability of(Schema reader, Schema writer, int mostPairs) {
        return of(reader, writer, mostPairs, PairBudget.unlimited());
    }

    /** The same within what is left for several comparisons. */
    public static Readability of(Schema reader, Schema writer, int mostPairs, PairBudget budget) {
        Resolution resolution = new Resolution(Math.min(mostPairs, budget.left()));
        Readability readability = resolution.resolve(reader, writer);
        budget.spend(resolution.pairs());
        return readability;
    }

    private Readability resolve(Schema reader, Schema writer) {
        Node root = node(reader, writer);
        Deque<Node> unreadable = new ArrayDeque<>();
        while (!unexpanded.isEmpty()) {
            if (pairs() > mostPairs) {
                return new Readability(List.of(tooComplex(reader, writer)), List.of());
            }
            expand(unexpanded.poll(), unreadable);
        }
        spread(unreadable);
        return root.isReadable()
                ? new Readability(List.of(), Doubts.of(root))
                : new Readability(MismatchReport.of(root), List.of());
    }

    private long pairs() {
        return nodes.size() + rules.evident();
    }

    private void expand(Node node, Deque<Node> unreadable) {
        PairRules.Demands demands = rules.demands(node.reader(), node.writer());
        List<Node.Edge> edges = new ArrayList<>();
        for (PairRules.Part part : demands.parts()) {
            Node child = node(part.reader(), part.writer());
            edges.add(new Node.Edge(child, part));
        }
        if (node.expand(demands, edges)) {
            unreadable.add(node);
        }
    }

    private static void spread(Deque<Node> unreadable) {
        while (!unreadable.isEmpty()) {
            for (Node parent : unreadable.poll().neededBy()) {
                if (parent.lose()) {
                    unreadable.add(parent);
                }
            }
        }
    }

    private Node node(Schema reader, Schema writer) {
        return nodes.computeIfAbsent(new Pair(reader, writer), pair -> {
            Node node = new Node(reader, writer);
            unexpanded.add(node);
            return node;
        });
    }

    private Mismatch tooComplex(Schema reader, Schema writer) {
        return new Mismatch(
                Mismatch.Rule.TOO_COMPLEX,
                "/",
                "more than " + mostPairs + " " + Bound.PAIRS.unit() + " (" + Bound.PAIRS.setting() + ")",
                reader.getType().name(),
                writer.getType().name());
    }

    /** Two types by identity: equality of schemas would be recursive. */
    private record Pair(Schema reader, Schema writer) {
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Pair that && sameTypes(that);
        }

        @SuppressWarnings("ReferenceEquality")
        private boolean sameTypes(Pair that) {
            return reader == that.reader && writer == that.writer;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(reader) + System.identityHashCode(writer);
        }
    }
}

package dev.signet.schema.avro.resolution;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A pair of (reader, writer) types on the way to a verdict; see {@link Resolution}. */
final class Node {
    /** A pair that another pair needs, and where it stands in the schema. */
    record Edge(Node child, PairRules.Part part) {}

    private final Schema reader;
    private final Schema writer;
    private final List<Node> neededBy = new ArrayList<>();
    private PairRules.Demands demands = PairRules.Demands.NONE;
    private List<Edge> edges = List.of();
    private int spare;
    private boolean readable = true;

    Node(Schema reader, Schema writer) {
        this.reader = reader;
        this.writer = writer;
    }

    Schema reader() {
        return reader;
    }

    Schema writer() {
        return writer;
    }

    boolean isReadable() {
        return readable;
    }

    List<Node> neededBy() {
        return neededBy;
    }

    PairRules.Demands demands() {
        return demands;
    }

    List<Edge> edges() {
        return edges;
    }

    /**
     * Takes note of what the pair needs.
     *
     * @return whether it is unreadable already, by its own types
     */
    boolean expand(PairRules.Demands needed, List<Edge> children) {
        demands = needed;
        edges = children;
        // Of an "all" node no child may fail; of an "any" node all but one may.
        spare = needed.quantifier() == PairRules.Quantifier.ALL ? 0 : children.size() - 1;
        children.forEach(edge -> edge.child().neededBy.add(this));
        readable = needed.failures().isEmpty() && spare >= 0;
        return !readable;
    }

    /**
     * One of the pairs that this one needs is not readable.
     *
     * @return whether that makes this pair unreadable now
     */
    boolean lose() {
        if (!readable || spare-- > 0) {
            return false;
        }
        readable = false;
        return true;
    }
}

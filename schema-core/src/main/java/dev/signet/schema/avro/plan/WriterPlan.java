package dev.signet.schema.avro.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a writer's schema says about bytes, resolved once. {@link #accepts} answers in the time of one pass over the
 * bytes and allocates nothing; {@link #fault} says where and why for what was not accepted. Whatever is accepted, Avro
 * for Java reads completely. Immutable and safe for concurrent use.
 *
 * <p>Source of the rules: "Binary encoding" of the Avro specification, and these limits for data that comes from
 * anywhere: values nested at most {@link #MAX_DEPTH} deep, and at most {@link #MAX_EMPTY_VALUES} values that take no
 * bytes.
 */
public final class WriterPlan {
    /** How many records, arrays and maps may stand inside one another in a datum. Unions do not count. */
    public static final int MAX_DEPTH = 256;

    /** How many items without bytes (nulls, empty records) a datum's arrays may hold. */
    public static final int MAX_EMPTY_VALUES = 65_536;

    /** How deep records that take no bytes may stand inside one another. */
    static final int MAX_EMPTY_HEIGHT = 16;

    private final List<PlanNode> nodes;
    private final PlanNode root;
    private final boolean unframed;
    private final boolean needsCounting;

    private WriterPlan(List<PlanNode> nodes, boolean unframed) {
        this.nodes = nodes;
        this.root = nodes.get(0);
        this.unframed = unframed;
        this.needsCounting = nodes.stream().anyMatch(WriterPlan::needsCounting);
    }

    /** The plan for payloads as the usual serializers write them: strict, {@code bytes} without their length. */
    public static WriterPlan of(Schema schema) {
        return of(schema, Framing.REGISTRY, Strictness.STRICT);
    }

    /**
     * The plan of a schema.
     *
     * @param schema the writer's schema; changing it afterwards does not change the plan
     * @param framing how a datum of top-level type {@code bytes} is written
     * @param strictness what is asked of booleans and strings
     */
    public static WriterPlan of(Schema schema, Framing framing, Strictness strictness) {
        boolean unframed = framing == Framing.REGISTRY && schema.getType() == Schema.Type.BYTES;
        return new WriterPlan(new PlanBuilder(strictness).nodes(schema), unframed);
    }

    private static boolean needsCounting(PlanNode node) {
        return node.isOversized()
                || (node instanceof PlanNode.ArrayNode array && array.items().isEmpty());
    }

    /** The top of the tree. */
    public PlanNode root() {
        return root;
    }

    /** All nodes; the place of each is its number. */
    public List<PlanNode> nodes() {
        return nodes;
    }

    /** Whether any bytes are a datum: the schema is {@code bytes} and its length is not written. */
    public boolean isUnframed() {
        return unframed;
    }

    /**
     * Whether a datum may be larger than its bytes let expect: it has arrays of values without bytes. Whoever builds
     * data from bytes as they come should ask {@link #accepts} first then.
     */
    public boolean needsCounting() {
        return needsCounting;
    }

    /**
     * Whether the bytes are exactly one datum.
     *
     * @param bytes what to look at; not changed
     * @param from the datum's first byte
     * @param to the byte after its last
     */
    public boolean accepts(byte[] bytes, int from, int to) {
        return datumEnd(bytes, from, to) == to;
    }

    /**
     * Where the datum that starts the bytes ends, at {@code to} or before; negative if they do not start with one.
     * For readers that allow bytes after the datum.
     */
    public int datumEnd(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (unframed) {
            return to;
        }
        return needsCounting
                ? new FaultFinder(bytes, from, to).datumEnd(root)
                : PayloadWalk.walk(root, bytes, from, to, MAX_DEPTH);
    }

    /** Why the bytes are not exactly one datum; empty if they are, which is when {@link #accepts} says so. */
    public Optional<PayloadFault> fault(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return unframed ? Optional.empty() : new FaultFinder(bytes, from, to).find(root);
    }
}

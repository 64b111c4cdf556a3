package dev.signet.schema.avro.plan;

import java.util.List;
import org.apache.avro.Schema;

/**
 * One type of a writer's schema, resolved. Nodes form a graph: a recursive type is one node that its own descendants
 * point at. Every node has a number that is dense inside its plan, so that whoever reads or writes values can keep what
 * belongs to a node in an array beside the plan. Immutable once its plan is built.
 */
public abstract sealed class PlanNode {
    // The walk looks at these three only; they are fields of the base class so that it needs no cast.
    final int code;
    final int size;
    PlanNode[] children = {};

    private final Schema schema;
    private final int number;
    private long emptyValues;
    private int emptyHeight;

    private PlanNode(Schema schema, int number, int code, int size) {
        this.schema = schema;
        this.number = number;
        this.code = code;
        this.size = size;
    }

    /** The part of the schema that this node stands for; not needed to check bytes. */
    public Schema schema() {
        return schema;
    }

    /** This node's number: 0 to the plan's number of nodes less one; the root has 0. */
    public int number() {
        return number;
    }

    /** Whether a value of this type takes no bytes at all. Any other type takes at least one. */
    public boolean isEmpty() {
        return emptyValues > 0;
    }

    /** How many values one datum of an empty type makes: itself, its fields, and so on. 0 if the type is not empty. */
    long emptyValues() {
        return emptyValues;
    }

    /** How deep the records of an empty type are nested; 0 if it is no record. */
    int emptyHeight() {
        return emptyHeight;
    }

    /** Whether one datum, of no bytes, would be more values or deeper than anyone should have to build. */
    boolean isOversized() {
        return emptyValues > WriterPlan.MAX_EMPTY_VALUES || emptyHeight > WriterPlan.MAX_EMPTY_HEIGHT;
    }

    void becomeEmpty(long values, int height) {
        emptyValues = values;
        emptyHeight = height;
    }

    /** Null, boolean, int, long, float, double, string or bytes. */
    public static final class ScalarNode extends PlanNode {
        ScalarNode(Schema schema, int number, int code, int size) {
            super(schema, number, code, size);
        }

        public Schema.Type type() {
            return schema().getType();
        }
    }

    /** A fixed number of bytes. */
    public static final class FixedNode extends PlanNode {
        FixedNode(Schema schema, int number) {
            super(schema, number, Code.FIXED, schema.getFixedSize());
        }

        /** The number of bytes. */
        public int byteSize() {
            return size;
        }
    }

    /** One of the symbols of an enum. */
    public static final class EnumNode extends PlanNode {
        private final List<String> symbols;

        EnumNode(Schema schema, int number) {
            super(schema, number, Code.ENUM, schema.getEnumSymbols().size());
            this.symbols = List.copyOf(schema.getEnumSymbols());
        }

        /** The symbols; a datum is an index into them. */
        public List<String> symbols() {
            return symbols;
        }
    }

    /** Blocks of items. */
    public static final class ArrayNode extends PlanNode {
        ArrayNode(Schema schema, int number) {
            super(schema, number, Code.ARRAY, 0);
        }

        public PlanNode items() {
            return children[0];
        }
    }

    /** Blocks of keys and values. */
    public static final class MapNode extends PlanNode {
        MapNode(Schema schema, int number, int code) {
            super(schema, number, code, 0);
        }

        public PlanNode values() {
            return children[0];
        }
    }

    /** One of several types, chosen by index. */
    public static final class UnionNode extends PlanNode {
        UnionNode(Schema schema, int number) {
            super(schema, number, Code.UNION, schema.getTypes().size());
        }

        /** The types; a datum starts with an index into them. */
        public List<PlanNode> branches() {
            return List.of(children);
        }
    }

    /** Fields one after the other. */
    public static final class RecordNode extends PlanNode {
        private List<PlanNode> fields = List.of();

        RecordNode(Schema schema, int number) {
            super(schema, number, Code.RECORD, 0);
        }

        /** The types of the fields, in the writer's order. */
        public List<PlanNode> fields() {
            return fields;
        }

        void bind(List<PlanNode> types) {
            fields = List.copyOf(types);
        }

        /** Fields without bytes need no visit, which also keeps a walk's work in proportion to the bytes. */
        void dropEmptyFields() {
            children = fields.stream().filter(field -> !field.isEmpty()).toArray(PlanNode[]::new);
        }
    }

    /** What the walk does at a node. */
    static final class Code {
        static final int FIXED = 0;
        static final int BOOLEAN = 1;
        static final int INT = 2;
        static final int LONG = 3;
        static final int STRING = 4;
        static final int BYTES = 5;
        static final int ENUM = 6;
        static final int UNION = 7;
        static final int RECORD = 8;
        static final int ARRAY = 9;
        static final int MAP = 10;
        static final int LENIENT_MAP = 11;

        private Code() {}
    }
}

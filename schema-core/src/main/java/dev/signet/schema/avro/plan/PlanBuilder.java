package dev.signet.schema.avro.plan;

import dev.signet.schema.avro.plan.PlanNode.Code;
import dev.signet.schema.avro.plan.PlanNode.FixedNode;
import dev.signet.schema.avro.plan.PlanNode.RecordNode;
import dev.signet.schema.avro.plan.PlanNode.ScalarNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Turns a schema into nodes, with a queue instead of recursion so that no schema is too deep for it. */
final class PlanBuilder {
    private final Strictness strictness;
    private final Map<Schema, PlanNode> bySchema = new IdentityHashMap<>();
    private final List<PlanNode> nodes = new ArrayList<>();

    PlanBuilder(Strictness strictness) {
        this.strictness = strictness;
    }

    /** All nodes that the schema needs, the root first. */
    List<PlanNode> nodes(Schema root) {
        node(root);
        // The list grows while it is read: binding a node is what discovers its children.
        for (int next = 0; next < nodes.size(); next++) {
            bind(nodes.get(next));
        }
        markEmptyTypes();
        for (PlanNode node : nodes) {
            if (node instanceof RecordNode record) {
                record.dropEmptyFields();
            }
        }
        return List.copyOf(nodes);
    }

    private PlanNode node(Schema schema) {
        PlanNode known = bySchema.get(schema);
        if (known != null) {
            return known;
        }
        PlanNode created = create(schema, nodes.size());
        bySchema.put(schema, created);
        nodes.add(created);
        return created;
    }

    private PlanNode create(Schema schema, int number) {
        boolean strict = strictness == Strictness.STRICT;
        return switch (schema.getType()) {
            case NULL -> new ScalarNode(schema, number, Code.FIXED, 0);
            case BOOLEAN -> new ScalarNode(schema, number, strict ? Code.BOOLEAN : Code.FIXED, 1);
            case INT -> new ScalarNode(schema, number, Code.INT, 0);
            case LONG -> new ScalarNode(schema, number, Code.LONG, 0);
            case FLOAT -> new ScalarNode(schema, number, Code.FIXED, Float.BYTES);
            case DOUBLE -> new ScalarNode(schema, number, Code.FIXED, Double.BYTES);
            case STRING -> new ScalarNode(schema, number, strict ? Code.STRING : Code.BYTES, 0);
            case BYTES -> new ScalarNode(schema, number, Code.BYTES, 0);
            case FIXED -> new FixedNode(schema, number);
            case ENUM -> new PlanNode.EnumNode(schema, number);
            case ARRAY -> new PlanNode.ArrayNode(schema, number);
            case MAP -> new PlanNode.MapNode(schema, number, strict ? Code.MAP : Code.LENIENT_MAP);
            case UNION -> new PlanNode.UnionNode(schema, number);
            case RECORD -> new RecordNode(schema, number);
        };
    }

    private void bind(PlanNode node) {
        Schema schema = node.schema();
        switch (schema.getType()) {
            case ARRAY -> node.children = new PlanNode[] {node(schema.getElementType())};
            case MAP -> node.children = new PlanNode[] {node(schema.getValueType())};
            case UNION ->
                node.children = schema.getTypes().stream().map(this::node).toArray(PlanNode[]::new);
            case RECORD ->
                ((RecordNode) node)
                        .bind(schema.getFields().stream()
                                .map(field -> node(field.schema()))
                                .toList());
            default -> {}
        }
    }

    /**
     * Finds the types without bytes: null, fixed of size 0, and records of such. The least fixpoint, so that a record
     * that contains itself without end is not one of them. Children mostly follow their parents, hence backwards.
     */
    private void markEmptyTypes() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                PlanNode node = nodes.get(i);
                if (!node.isEmpty() && hasNoBytes(node)) {
                    node.becomeEmpty(emptyValues(node), emptyHeight(node));
                    changed = true;
                }
            }
        }
    }

    private static boolean hasNoBytes(PlanNode node) {
        if (node instanceof RecordNode record) {
            return record.fields().stream().allMatch(PlanNode::isEmpty);
        }
        return node.code == Code.FIXED && node.size == 0;
    }

    /** Saturates: a record of two records of two records ... doubles at each level. */
    private static long emptyValues(PlanNode node) {
        long values = 1;
        if (node instanceof RecordNode record) {
            for (PlanNode field : record.fields()) {
                values = Math.min(Integer.MAX_VALUE, values + field.emptyValues());
            }
        }
        return values;
    }

    private static int emptyHeight(PlanNode node) {
        int height = 0;
        if (node instanceof RecordNode record) {
            for (PlanNode field : record.fields()) {
                height = Math.max(height, field.emptyHeight() + 1);
            }
        }
        return height;
    }
}

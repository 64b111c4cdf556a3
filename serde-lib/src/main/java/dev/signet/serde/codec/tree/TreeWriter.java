package dev.signet.serde.codec.tree;

import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.PlanNode;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.tree.PartsWriters.ArrayWriter;
import dev.signet.serde.codec.tree.PartsWriters.MapWriter;
import dev.signet.serde.codec.tree.PartsWriters.RecordWriter;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;

/** Makes trees of writers from plans of schemas. */
public final class TreeWriter {
    private TreeWriter() {}

    /**
     * The writer of a schema.
     *
     * @param schema the schema; changing it afterwards does not change the writer
     * @param model whose conversions apply, and which finds the branches of unions
     */
    public static ValueWriter of(Schema schema, GenericData model) {
        List<PlanNode> nodes =
                WriterPlan.of(schema, Framing.AVRO, Strictness.LENIENT).nodes();
        ValueWriter[] writers = nodes.stream().map(node -> writer(node, model)).toArray(ValueWriter[]::new);
        ValueWriter[] parts = new ValueWriter[writers.length];
        for (PlanNode node : nodes) {
            ValueWriter plain = writers[node.number()];
            boolean logical = node.schema().getLogicalType() != null && !(plain instanceof UnionWriter);
            parts[node.number()] = logical ? new LogicalWriter(node.schema(), model, plain) : plain;
        }
        nodes.forEach(node -> bind(writers[node.number()], node, parts));
        return parts[0];
    }

    private static ValueWriter writer(PlanNode node, GenericData model) {
        Schema schema = node.schema();
        return switch (schema.getType()) {
            case RECORD -> record(schema, model);
            case ARRAY -> new ArrayWriter(schema);
            case MAP -> new MapWriter(schema);
            case UNION -> new UnionWriter(schema, model);
            case ENUM -> new NamedWriters.EnumWriter(schema);
            case FIXED -> new NamedWriters.FixedWriter(schema);
            default -> ScalarWriter.of(schema.getType());
        };
    }

    private static RecordWriter record(Schema schema, GenericData model) {
        boolean converts = model instanceof SpecificData
                && schema.getFields().stream().anyMatch(field -> field.schema().getLogicalType() != null);
        return converts ? new PartsWriters.ConvertingRecordWriter(schema) : new RecordWriter(schema);
    }

    private static void bind(ValueWriter writer, PlanNode node, ValueWriter[] parts) {
        if (writer instanceof RecordWriter record && node instanceof PlanNode.RecordNode of) {
            record.bind(each(of.fields(), parts));
        } else if (writer instanceof UnionWriter union && node instanceof PlanNode.UnionNode of) {
            union.bind(each(of.branches(), parts));
        } else if (writer instanceof ArrayWriter array && node instanceof PlanNode.ArrayNode of) {
            array.bind(parts[of.items().number()]);
        } else if (writer instanceof MapWriter map && node instanceof PlanNode.MapNode of) {
            map.bind(parts[of.values().number()]);
        }
    }

    private static ValueWriter[] each(List<PlanNode> nodes, ValueWriter[] parts) {
        return nodes.stream().map(node -> parts[node.number()]).toArray(ValueWriter[]::new);
    }
}

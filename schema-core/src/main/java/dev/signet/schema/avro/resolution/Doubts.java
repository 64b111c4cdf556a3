package dev.signet.schema.avro.resolution;

import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Readability;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;

/**
 * What Avro's checker calls readable and is not as it seems: cases in which Avro's decoder refuses the data, and values
 * that change their meaning. In the order of the reader's schema, each pair once, capped.
 */
final class Doubts {
    private final List<Mismatch> found = new ArrayList<>();
    private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Visit> open = new ArrayDeque<>();

    private record Visit(Node node, String pointer) {}

    private Doubts() {}

    /** The doubts about a pair that is readable. */
    static List<Mismatch> of(Node root) {
        Doubts doubts = new Doubts();
        doubts.visit(root, "");
        while (!doubts.open.isEmpty() && doubts.found.size() < Readability.LIMIT) {
            doubts.take(doubts.open.pop());
        }
        return doubts.found;
    }

    private void visit(Node node, String pointer) {
        if (visited.add(node)) {
            open.push(new Visit(node, pointer));
        }
    }

    private void take(Visit visit) {
        Node node = visit.node();
        Schema reader = node.reader();
        Schema writer = node.writer();
        if (writer.getType() != Type.UNION && reader.getType() == Type.UNION) {
            addBranchOfOtherNamespace(node, visit.pointer());
        } else if (writer.getType() == Type.RECORD && reader.getType() == Type.RECORD) {
            addFieldsByUselessAlias(node, visit.pointer());
        } else {
            addChangedMeaning(node, visit.pointer());
        }
        List<Node.Edge> edges = node.edges();
        for (int i = edges.size() - 1; i >= 0; i--) {
            if (edges.get(i).child().isReadable()) {
                visit(
                        edges.get(i).child(),
                        Pointer.below(visit.pointer(), edges.get(i).part().place()));
            }
        }
    }

    /** The decoder finds a union's enum or fixed by its full name alone; the checker looks at the simple name. */
    private void addBranchOfOtherNamespace(Node node, String pointer) {
        Schema writer = node.writer();
        if (writer.getType() != Type.ENUM && writer.getType() != Type.FIXED) {
            return;
        }
        boolean found = node.edges().stream()
                .filter(edge -> edge.child().isReadable())
                .anyMatch(edge -> isNamedAlike(edge.part().reader(), writer));
        if (!found) {
            add(Mismatch.Rule.BRANCH_OF_OTHER_NAMESPACE, pointer, writer.getFullName(), node);
        }
    }

    /** The decoder looks at the aliases of fields only where the records' full names match. */
    private void addFieldsByUselessAlias(Node node, String pointer) {
        if (isNamedAlike(node.reader(), node.writer())) {
            return;
        }
        for (Field field : node.reader().getFields()) {
            Optional<String> alias = field.aliases().stream()
                    .filter(name -> node.writer().getField(name) != null)
                    .findFirst();
            if (alias.isPresent() && node.writer().getField(field.name()) == null) {
                String about = field.name() + " by its alias " + alias.get();
                add(Mismatch.Rule.ALIAS_IN_OTHER_NAMESPACE, pointer + "/fields/" + field.pos(), about, node);
            }
        }
    }

    private void addChangedMeaning(Node node, String pointer) {
        LogicalType reader = node.reader().getLogicalType();
        LogicalType writer = node.writer().getLogicalType();
        if (reader != null && writer != null && !isSameUnit(reader, writer)) {
            add(Mismatch.Rule.LOGICAL_TYPE_CHANGED, pointer, words(writer) + " read as " + words(reader), node);
        }
    }

    private static boolean isSameUnit(LogicalType reader, LogicalType writer) {
        return reader instanceof LogicalTypes.Decimal ours && writer instanceof LogicalTypes.Decimal theirs
                ? ours.getScale() == theirs.getScale()
                : reader.getName().equals(writer.getName());
    }

    private static String words(LogicalType type) {
        return type instanceof LogicalTypes.Decimal decimal ? "decimal of scale " + decimal.getScale() : type.getName();
    }

    private static boolean isNamedAlike(Schema reader, Schema writer) {
        return reader.getFullName().equals(writer.getFullName())
                || reader.getAliases().contains(writer.getFullName());
    }

    private void add(Mismatch.Rule rule, String pointer, String about, Node node) {
        found.add(MismatchReport.mismatch(rule, pointer, about, node.reader(), node.writer()));
    }
}

package dev.signet.schema.avro;

import dev.signet.schema.avro.Outline.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * What one text defines, for other texts that name its types. Two of them are the same only if they come of one parse:
 * what else the same text means depends on what the names in it mean.
 */
final class TypeDefinitions {
    /** Stands for a name that nobody has defined. */
    static final TypeDefinitions NOWHERE = new TypeDefinitions(Map.of(), Map.of(), Map.of());

    private final Map<String, Shape> shapes;
    private final Map<String, Schema> types;
    private final Map<String, TypeDefinitions> lacked;

    private TypeDefinitions(Map<String, Shape> shapes, Map<String, Schema> types, Map<String, TypeDefinitions> lacked) {
        this.shapes = shapes;
        this.types = types;
        this.lacked = lacked;
    }

    /**
     * Those of a schema.
     *
     * @param outline the text
     * @param root what Avro read from it
     * @param lacked the names that it uses and does not define, each with what has defined it, or with {@link #NOWHERE}
     */
    static TypeDefinitions of(Outline outline, Schema root, Map<String, TypeDefinitions> lacked) {
        return new TypeDefinitions(outline.definitions(), defined(root, outline.definitions()), lacked);
    }

    /** The named types as the text shows them, by full name. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    /** The same types as Avro reads them. */
    Map<String, Schema> types() {
        return types;
    }

    /** What the types rest on: where one of these names means something else, the text means something else. */
    Map<String, TypeDefinitions> lacked() {
        return lacked;
    }

    /** Types of other texts are not looked into. */
    private static Map<String, Schema> defined(Schema root, Map<String, Shape> shapes) {
        Map<String, Schema> found = new LinkedHashMap<>();
        Deque<Schema> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            switch (schema.getType()) {
                case RECORD -> {
                    boolean first = shapes.containsKey(schema.getFullName())
                            && found.putIfAbsent(schema.getFullName(), schema) == null;
                    if (first) {
                        schema.getFields().forEach(field -> open.addLast(field.schema()));
                    }
                }
                case ENUM, FIXED -> {
                    if (shapes.containsKey(schema.getFullName())) {
                        found.putIfAbsent(schema.getFullName(), schema);
                    }
                }
                case ARRAY -> open.addLast(schema.getElementType());
                case MAP -> open.addLast(schema.getValueType());
                case UNION -> schema.getTypes().forEach(open::addLast);
                default -> {}
            }
        }
        return found;
    }
}

package dev.signet.schema.avro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The records, enums and fixed types that a schema defines or uses, by full name, in the order of first use. */
final class NamedTypes {
    private NamedTypes() {}

    static Map<String, Schema> of(Schema root) {
        Map<String, Schema> found = new LinkedHashMap<>();
        Deque<Schema> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            switch (schema.getType()) {
                case RECORD -> {
                    if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                        schema.getFields().forEach(field -> open.addLast(field.schema()));
                    }
                }
                case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
                case ARRAY -> open.addLast(schema.getElementType());
                case MAP -> open.addLast(schema.getValueType());
                case UNION -> schema.getTypes().forEach(open::addLast);
                default -> {}
            }
        }
        return found;
    }
}

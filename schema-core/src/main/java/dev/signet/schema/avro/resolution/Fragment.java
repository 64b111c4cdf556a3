package dev.signet.schema.avro.resolution;

import org.apache.avro.Schema;

/** A part of a schema in a few words, however large the part is. */
final class Fragment {
    private static final int PARTS_SHOWN = 20;

    private Fragment() {}

    static String of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> "record " + schema.getFullName();
            case ENUM -> "enum " + schema.getFullName();
            case FIXED -> "fixed " + schema.getFullName() + " of " + schema.getFixedSize() + " bytes";
            case ARRAY -> "array of " + name(schema.getElementType());
            case MAP -> "map of " + name(schema.getValueType());
            case UNION -> union(schema);
            default -> schema.getType().getName();
        };
    }

    private static String union(Schema schema) {
        StringBuilder text = new StringBuilder("union of ");
        int shown = Math.min(PARTS_SHOWN, schema.getTypes().size());
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(name(schema.getTypes().get(i)));
        }
        int more = schema.getTypes().size() - shown;
        return (more == 0 ? text : text.append(", … and ").append(more).append(" more")).toString();
    }

    private static String name(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            default -> schema.getType().getName();
        };
    }
}

package dev.signet.schema.avro.resolution;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/**
 * Pairs of types that are readable at a glance, and without a doubt: primitives, collections of them, and primitives in
 * unions. They are most of what schemas are made of, and need no place among the pairs of a {@link Resolution}.
 */
final class EvidentPairs {
    private EvidentPairs() {}

    /** Whether the pair is one of them; that it is not says nothing about it. */
    static boolean contain(Schema reader, Schema writer) {
        if (writer.getType() == Type.UNION) {
            return reader.getType() == Type.UNION && haveEachOf(reader, writer);
        }
        return switch (reader.getType()) {
            case ARRAY -> isPlain(reader, writer) && arePrimitive(reader.getElementType(), writer.getElementType());
            case MAP -> isPlain(reader, writer) && arePrimitive(reader.getValueType(), writer.getValueType());
            case UNION -> hasOne(reader, writer);
            default -> arePrimitive(reader, writer);
        };
    }

    private static boolean arePrimitive(Schema reader, Schema writer) {
        return isPrimitive(reader.getType())
                && (isPlain(reader, writer)
                        || (PairRules.isPromotable(writer.getType(), reader.getType())
                                && areUnambiguous(reader, writer)));
    }

    private static boolean isPlain(Schema reader, Schema writer) {
        return reader.getType() == writer.getType() && areUnambiguous(reader, writer);
    }

    /** A value changes its meaning only where both sides give it one. */
    private static boolean areUnambiguous(Schema reader, Schema writer) {
        return writer.getLogicalType() == null || reader.getLogicalType() == null;
    }

    private static boolean haveEachOf(Schema reader, Schema writer) {
        for (Schema branch : writer.getTypes()) {
            if (!hasOne(reader, branch)) {
                return false;
            }
        }
        return true;
    }

    /** A branch of the writer's very type; what other branches would make of the value does not matter then. */
    private static boolean hasOne(Schema union, Schema writer) {
        return isPrimitive(writer.getType())
                && writer.getLogicalType() == null
                && union.getIndexNamed(writer.getType().getName()) != null;
    }

    private static boolean isPrimitive(Type type) {
        return switch (type) {
            case RECORD, ENUM, FIXED, ARRAY, MAP, UNION -> false;
            default -> true;
        };
    }
}

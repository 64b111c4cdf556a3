package dev.signet.schema.avro.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.avro.Schema;

/**
 * "Binary encoding" of the Avro specification and the limits of {@link WriterPlan}, written down once more and as plainly
 * as possible: what the plan is held against. Any of its checks can be left out, to see whether a test would notice. For
 * one thread.
 */
public final class SpecWalk {
    /** What may be left out. */
    public enum Check {
        /** Numbers end within 5 and 10 bytes and fit into their type. */
        NUMBER,
        /** A length is not negative. */
        NEGATIVE_LENGTH,
        /** There are as many bytes as a length, a fixed or a floating-point number asks for. */
        LENGTH,
        /** An enum's index is that of a symbol. */
        ENUM_INDEX,
        /** A union's index is that of a branch. */
        UNION_INDEX,
        /** A boolean is 0 or 1. */
        BOOLEAN,
        /** Text is UTF-8. */
        TEXT,
        /** A block's items take the bytes that it says. */
        BLOCK_SIZE,
        /** Values are nested at most 256 deep. */
        DEPTH,
        /** There are at most 65,536 values without bytes. */
        EMPTY_VALUES,
        /** Nothing comes after the datum. */
        END
    }

    private static final Refused REFUSED = new Refused();

    private final Schema schema;
    private final Set<Check> checks;
    private final IntConsumer unionIndexes;
    private byte[] bytes = {};
    private int at;
    private int end;
    private long emptyValues;

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("not a datum", null, false, false);
        }
    }

    private SpecWalk(Schema schema, Set<Check> checks, IntConsumer unionIndexes) {
        this.schema = schema;
        this.checks = checks;
        this.unionIndexes = unionIndexes;
    }

    /** Everything is checked but these. */
    public static SpecWalk without(Schema schema, Check... leftOut) {
        Set<Check> checks = EnumSet.allOf(Check.class);
        for (Check check : leftOut) {
            checks.remove(check);
        }
        return new SpecWalk(schema, checks, place -> {});
    }

    /** Everything is checked, and the place of each union's index is told. */
    public static SpecWalk telling(Schema schema, IntConsumer unionIndexes) {
        return new SpecWalk(schema, EnumSet.allOf(Check.class), unionIndexes);
    }

    /** Whether the bytes are exactly one datum. */
    public boolean accepts(byte[] payload) {
        bytes = payload;
        at = 0;
        end = payload.length;
        emptyValues = 0;
        try {
            datum(schema, WriterPlan.MAX_DEPTH);
            return at == end || !checks.contains(Check.END);
        } catch (Refused refused) {
            return false;
        }
    }

    private void require(boolean condition, Check check) {
        if (!condition && checks.contains(check)) {
            throw REFUSED;
        }
    }

    private void datum(Schema type, int depth) {
        if (emptyValues(type, nothing()) > 0) {
            return;
        }
        switch (type.getType()) {
            case BOOLEAN -> require((next() & 0xfe) == 0, Check.BOOLEAN);
            case INT -> number(5);
            case LONG -> number(10);
            case FLOAT -> take(4);
            case DOUBLE -> take(8);
            case FIXED -> take(type.getFixedSize());
            case BYTES -> lengthAndBytes();
            case STRING -> text();
            case ENUM -> {
                long index = number(5);
                require(index >= 0 && index < type.getEnumSymbols().size(), Check.ENUM_INDEX);
            }
            case UNION -> union(type, depth);
            case ARRAY, MAP -> blocks(type, deeper(depth));
            case RECORD -> {
                int left = deeper(depth);
                type.getFields().forEach(field -> datum(field.schema(), left));
            }
            case NULL -> throw new AssertionError("a null has no bytes");
        }
    }

    private int deeper(int depth) {
        require(depth > 0, Check.DEPTH);
        return depth - 1;
    }

    private byte next() {
        if (at == end) {
            throw REFUSED;
        }
        return bytes[at++];
    }

    private long number(int longest) {
        int start = at;
        long bits = 0;
        byte last = next();
        while (last < 0) {
            bits |= (long) (last & 0x7f) << 7 * (at - 1 - start);
            require(at - start < longest, Check.NUMBER);
            last = next();
        }
        require(at - start < longest || last <= (longest == 5 ? 0x0f : 1), Check.NUMBER);
        bits |= (long) last << 7 * (at - 1 - start);
        return bits >>> 1 ^ -(bits & 1);
    }

    private void take(long count) {
        require(count <= end - at, Check.LENGTH);
        at += (int) Math.min(count, end - at);
    }

    private int lengthAndBytes() {
        long length = number(10);
        require(length >= 0, Check.NEGATIVE_LENGTH);
        int start = at;
        take(Math.max(length, 0));
        return start;
    }

    private void text() {
        int start = lengthAndBytes();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, at - start));
        } catch (CharacterCodingException garbled) {
            require(false, Check.TEXT);
        }
    }

    private void union(Schema type, int depth) {
        unionIndexes.accept(at);
        long index = number(5);
        int branches = type.getTypes().size();
        require(index >= 0 && index < branches, Check.UNION_INDEX);
        if (branches > 0) {
            datum(type.getTypes().get((int) Math.floorMod(index, (long) branches)), depth);
        }
    }

    private void blocks(Schema type, int depth) {
        long count = number(10);
        while (count != 0) {
            if (count == Long.MIN_VALUE) {
                throw REFUSED;
            }
            if (count > 0) {
                items(type, count, depth);
            } else {
                sizedBlock(type, -count, depth);
            }
            count = number(10);
        }
    }

    private void sizedBlock(Schema type, long count, int depth) {
        long size = number(10);
        if (!checks.contains(Check.BLOCK_SIZE)) {
            items(type, count, depth);
            return;
        }
        require(size >= 0 && size <= end - at, Check.BLOCK_SIZE);
        int outerEnd = end;
        end = at + (int) size;
        items(type, count, depth);
        require(at == end, Check.BLOCK_SIZE);
        end = outerEnd;
    }

    private void items(Schema type, long count, int depth) {
        boolean map = type.getType() == Schema.Type.MAP;
        Schema item = map ? type.getValueType() : type.getElementType();
        long each = map ? 0 : emptyValues(item, nothing());
        if (each > 0) {
            require(count <= WriterPlan.MAX_EMPTY_VALUES, Check.EMPTY_VALUES);
            emptyValues += count * each;
            require(emptyValues <= WriterPlan.MAX_EMPTY_VALUES, Check.EMPTY_VALUES);
            return;
        }
        if (count > end - at) {
            throw REFUSED;
        }
        for (int i = 0; i < count; i++) {
            if (map) {
                text();
            }
            datum(item, depth);
        }
    }

    private static Set<Schema> nothing() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** How many values a datum of no bytes makes; 0 if its type always takes bytes. */
    private static long emptyValues(Schema type, Set<Schema> within) {
        return switch (type.getType()) {
            case NULL -> 1;
            case FIXED -> type.getFixedSize() == 0 ? 1 : 0;
            case RECORD -> emptyFields(type, within);
            default -> 0;
        };
    }

    private static long emptyFields(Schema type, Set<Schema> within) {
        if (!within.add(type)) {
            return 0;
        }
        long sum = 1;
        for (Schema.Field field : type.getFields()) {
            long values = emptyValues(field.schema(), within);
            if (values == 0) {
                within.remove(type);
                return 0;
            }
            sum += values;
        }
        within.remove(type);
        return sum;
    }
}

package dev.signet.schema.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Random generic data of a schema, as Avro for Java represents it. For one thread. */
public final class RandomData {
    private static final Comparing COMPARING = new Comparing();
    private static final int DEEPEST = 6;
    private static final int[] ODD_CHARACTERS = {0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
    };

    private final SplittableRandom random;

    public RandomData(SplittableRandom random) {
        this.random = random;
    }

    /** Whether two data are equal as Avro sees it: text is text whatever its class. */
    public static boolean isSame(Schema schema, @Nullable Object left, @Nullable Object right) {
        return COMPARING.isSame(schema, left, right);
    }

    private static final class Comparing extends GenericData {
        boolean isSame(Schema schema, @Nullable Object left, @Nullable Object right) {
            return compare(left, right, schema, true) == 0;
        }
    }

    /** A datum. */
    public @Nullable Object next(Schema schema) {
        return value(schema, 0);
    }

    private @Nullable Object value(Schema schema, int depth) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) number();
            case LONG -> number();
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextBoolean() ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(20)));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case UNION -> value(branch(schema.getTypes(), depth), depth);
            case ARRAY -> array(schema, depth);
            case MAP -> map(schema, depth);
            case RECORD -> record(schema, depth);
        };
    }

    private Schema branch(List<Schema> branches, int depth) {
        return branches.get(depth > DEEPEST ? 0 : random.nextInt(branches.size()));
    }

    private GenericData.Array<@Nullable Object> array(Schema schema, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = length(depth); i > 0; i--) {
            items.add(value(schema.getElementType(), depth + 1));
        }
        return new GenericData.Array<>(schema, items);
    }

    private Map<CharSequence, @Nullable Object> map(Schema schema, int depth) {
        Map<CharSequence, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = length(depth); i > 0; i--) {
            // One class of key a map: a String and a Utf8 of the same text would be two entries.
            entries.put(new Utf8(text().toString()), value(schema.getValueType(), depth + 1));
        }
        return entries;
    }

    private GenericData.Record record(Schema schema, int depth) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), depth + 1));
        }
        return record;
    }

    private int length(int depth) {
        return depth > DEEPEST ? 0 : random.nextInt(random.nextInt(10) == 0 ? 20 : 4);
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private CharSequence text() {
        StringBuilder text = new StringBuilder();
        boolean ascii = random.nextInt(3) > 0;
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 20); i > 0; i--) {
            text.appendCodePoint(
                    ascii ? 32 + random.nextInt(95) : ODD_CHARACTERS[random.nextInt(ODD_CHARACTERS.length)]);
        }
        return random.nextBoolean() ? text.toString() : new Utf8(text.toString());
    }
}

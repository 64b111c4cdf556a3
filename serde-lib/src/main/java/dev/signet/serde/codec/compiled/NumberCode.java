package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.ScalarWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.util.List;
import java.util.Optional;

/** The code that writes numbers and booleans: types of which it is known how many bytes they can take. */
enum NumberCode {
    BOOLEAN(ScalarWriter.BOOLEAN, boolean.class, Boolean.class, "bool", 1),
    INT(ScalarWriter.INT, int.class, Integer.class, "varint", 5),
    LONG(ScalarWriter.LONG, long.class, Long.class, "varlong", 10),
    FLOAT(ScalarWriter.FLOAT, float.class, Float.class, "float32", Float.BYTES),
    DOUBLE(ScalarWriter.DOUBLE, double.class, Double.class, "float64", Double.BYTES);

    private final ScalarWriter writer;
    private final Class<?> primitive;
    private final Class<?> boxed;
    private final String method;
    private final int mostBytes;

    NumberCode(ScalarWriter writer, Class<?> primitive, Class<?> boxed, String method, int mostBytes) {
        this.writer = writer;
        this.primitive = primitive;
        this.boxed = boxed;
        this.method = method;
        this.mostBytes = mostBytes;
    }

    /** Whether the place for a value has been made already. */
    enum Place {
        TO_MAKE,
        RESERVED
    }

    /** Of a node that writes numbers. */
    static Optional<NumberCode> of(ValueWriter node) {
        for (NumberCode each : values()) {
            if (each.writer == node) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** How many of the nodes write numbers before one does not. */
    static int run(List<ValueWriter> nodes) {
        int length = 0;
        while (length < nodes.size() && of(nodes.get(length)).isPresent()) {
            length++;
        }
        return length;
    }

    /** Bytes that values of these nodes, all numbers, can take together. */
    static int mostBytes(List<ValueWriter> numbers) {
        return numbers.stream()
                .mapToInt(node -> of(node).orElseThrow().mostBytes)
                .sum();
    }

    Class<?> primitive() {
        return primitive;
    }

    /** Writes the primitive value on the stack. */
    void write(Code code, Place place) {
        code.call(Output.class, place == Place.RESERVED ? method + "Reserved" : method, primitive);
    }

    /** Writes the object on the stack. */
    void writeBoxed(Code code, Place place) {
        code.cast(boxed);
        code.call(boxed, primitive.getName() + "Value");
        write(code, place);
    }
}

package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.SymbolTable;
import dev.signet.serde.codec.tree.ValueWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** What generated code calls where an instruction would need its arguments in another order. */
final class Calls {
    private static final int MOST_EXPECTED = 1_024;

    private Calls() {}

    static void write(Output out, @Nullable Object value, ValueWriter node) {
        node.write(out, value);
    }

    static void fixed(Output out, GenericData.Fixed value, int size) {
        out.raw(value.bytes(), 0, size);
    }

    static void symbol(Output out, GenericData.EnumSymbol value, SymbolTable symbols) {
        out.varint(symbols.index(value.toString()));
    }

    /** A map for so many entries, within reason: the number is only said so far. */
    static Map<@Nullable Object, @Nullable Object> map(long entries) {
        return new HashMap<>((int) Math.min(entries, MOST_EXPECTED) * 4 / 3 + 1);
    }
}

package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Writers of enums and of fixed. */
public final class NamedWriters {
    private NamedWriters() {}

    /** Of an enum's symbol. */
    public static final class EnumWriter implements ValueWriter {
        private final Schema schema;
        private final Map<String, Integer> indexes = new HashMap<>();

        EnumWriter(Schema schema) {
            this.schema = schema;
            List<String> symbols = schema.getEnumSymbols();
            for (int i = 0; i < symbols.size(); i++) {
                indexes.put(symbols.get(i), i);
            }
        }

        public Schema schema() {
            return schema;
        }

        @Override
        public void write(Output out, @Nullable Object value) {
            GenericEnumSymbol<?> symbol = (GenericEnumSymbol<?>) Objects.requireNonNull(value);
            out.varint(Objects.requireNonNull(indexes.get(symbol.toString())));
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // an equal schema of another object is for Avro to find
        public boolean isSurelyFor(Object value) {
            return value instanceof GenericEnumSymbol<?> symbol && symbol.getSchema() == schema;
        }
    }

    /** Of a fixed number of bytes. */
    public static final class FixedWriter implements ValueWriter {
        private final Schema schema;
        private final int size;

        FixedWriter(Schema schema) {
            this.schema = schema;
            this.size = schema.getFixedSize();
        }

        public Schema schema() {
            return schema;
        }

        @Override
        public void write(Output out, @Nullable Object value) {
            out.raw(((GenericFixed) Objects.requireNonNull(value)).bytes(), 0, size);
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean isSurelyFor(Object value) {
            return value instanceof GenericFixed fixed && fixed.getSchema() == schema;
        }
    }
}

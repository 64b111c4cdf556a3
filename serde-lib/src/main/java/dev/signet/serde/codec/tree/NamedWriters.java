package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
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
        private final SymbolTable symbols;

        EnumWriter(Schema schema) {
            this.schema = schema;
            this.symbols = new SymbolTable(schema.getEnumSymbols());
        }

        public Schema schema() {
            return schema;
        }

        /** What the symbol stands at, in the schema's order. */
        public SymbolTable symbols() {
            return symbols;
        }

        @Override
        public void write(Output out, @Nullable Object value) {
            GenericEnumSymbol<?> symbol = (GenericEnumSymbol<?>) Objects.requireNonNull(value);
            out.varint(symbols.index(symbol.toString()));
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

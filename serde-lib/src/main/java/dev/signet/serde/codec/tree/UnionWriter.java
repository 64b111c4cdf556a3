package dev.signet.serde.codec.tree;

import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Writes the index of a branch, and then the value. Which branch that is, Avro's data model decides. */
final class UnionWriter extends ValueWriter {
    private final Schema schema;
    private final GenericData model;
    private final int nullBranch;
    private final boolean converts;
    ValueWriter[] branches = {};

    UnionWriter(Schema schema, GenericData model) {
        this.schema = schema;
        this.model = model;
        this.nullBranch = Objects.requireNonNullElse(schema.getIndexNamed("null"), -1);
        this.converts = !model.getConversions().isEmpty();
    }

    @Override
    void write(Output out, @Nullable Object value) {
        if (value == null) {
            out.varint(nullBranch >= 0 ? nullBranch : model.resolveUnion(schema, null));
            return;
        }
        int branch = branch(value);
        out.varint(branch);
        branches[branch].write(out, value);
    }

    private int branch(Object value) {
        // A class that a conversion knows may stand for a branch that its own kind does not suggest.
        if (!converts || model.getConversionByClass(value.getClass()) == null) {
            for (int i = 0; i < branches.length; i++) {
                if (branches[i].isSurelyFor(value)) {
                    return i;
                }
            }
        }
        return model.resolveUnion(schema, value);
    }

    @Override
    boolean isSurelyFor(Object value) {
        return false;
    }
}

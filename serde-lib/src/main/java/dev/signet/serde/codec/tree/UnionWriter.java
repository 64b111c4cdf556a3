package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Writes the index of a branch, and then the value. Which branch that is, Avro's data model decides. */
public final class UnionWriter implements ValueWriter {
    private final Schema schema;
    private final GenericData model;
    private final int nullBranch;
    private final boolean converts;
    private ValueWriter[] branches = {};

    UnionWriter(Schema schema, GenericData model) {
        this.schema = schema;
        this.model = model;
        this.nullBranch = Objects.requireNonNullElse(schema.getIndexNamed("null"), -1);
        this.converts = !model.getConversions().isEmpty();
    }

    void bind(ValueWriter[] all) {
        branches = all;
    }

    /** The writers of the branches, in their order. */
    public List<ValueWriter> branches() {
        return List.of(branches);
    }

    /** The index of the branch for null; negative if there is none. */
    public int nullBranch() {
        return nullBranch;
    }

    /** Whether a conversion may choose a branch for values of a class that their own kind does not suggest. */
    public boolean mayConvert(Class<?> type) {
        return converts && model.getConversionByClass(type) != null;
    }

    /** Whether a conversion may choose a branch for values of some class. */
    public boolean mayConvert() {
        return converts;
    }

    @Override
    public void write(Output out, @Nullable Object value) {
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
        if (!mayConvert(value.getClass())) {
            for (int i = 0; i < branches.length; i++) {
                if (branches[i].isSurelyFor(value)) {
                    return i;
                }
            }
        }
        return model.resolveUnion(schema, value);
    }

    @Override
    public boolean isSurelyFor(Object value) {
        return false;
    }
}

package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.LogicalWriter;
import dev.signet.serde.codec.tree.NamedWriters.EnumWriter;
import dev.signet.serde.codec.tree.NamedWriters.FixedWriter;
import dev.signet.serde.codec.tree.PartsWriters.ArrayWriter;
import dev.signet.serde.codec.tree.PartsWriters.MapWriter;
import dev.signet.serde.codec.tree.PartsWriters.RecordWriter;
import dev.signet.serde.codec.tree.ScalarWriter;
import dev.signet.serde.codec.tree.UnionWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The code that writes a union: a test for each kind of value that surely belongs to a branch, and the node of the tree
 * for all others.
 */
final class UnionCode {
    /** Unions with more branches are left to the tree: each test is a step for the branches after it. */
    private static final int MOST_BRANCHES = 50;

    private final WriterCode writers;
    private final Code code;
    private final UnionWriter union;

    UnionCode(WriterCode writers, Code code, UnionWriter union) {
        this.writers = writers;
        this.code = code;
        this.union = union;
    }

    void write() {
        List<ValueWriter> branches = union.branches();
        Label byNode = new Label();
        if (branches.size() <= MOST_BRANCHES) {
            Label some = new Label();
            code.object(1);
            code.jump(Opcodes.IFNONNULL, some);
            absent(byNode);
            code.mark(some);
            for (int i = 0; i < branches.size(); i++) {
                branch(i, branches.get(i));
            }
        }
        code.mark(byNode);
        code.object(0);
        code.object(1);
        writers.byNode(code, union);
    }

    private void absent(Label byNode) {
        if (union.nullBranch() < 0) {
            code.jump(Opcodes.GOTO, byNode);
            return;
        }
        index(union.nullBranch());
        code.op(Opcodes.RETURN);
    }

    private void index(int branch) {
        code.object(0);
        code.push(branch);
        code.call(Output.class, "varint", int.class);
    }

    private void branch(int index, ValueWriter branch) {
        ValueWriter kind = branch instanceof LogicalWriter logical ? logical.underlying() : branch;
        if (kind instanceof ScalarWriter scalar) {
            scalar(index, branch, scalar);
        } else if (kind instanceof RecordWriter record) {
            named(
                    index,
                    branch,
                    record.schema(),
                    classes().recordOf(record.schema()).map(RecordClass::type),
                    GenericData.Record.class);
        } else if (kind instanceof EnumWriter symbol) {
            named(index, branch, symbol.schema(), classes().enumOf(symbol.schema()), GenericData.EnumSymbol.class);
        } else if (kind instanceof FixedWriter fixed) {
            named(index, branch, fixed.schema(), Optional.empty(), GenericData.Fixed.class);
        } else if (kind instanceof ArrayWriter) {
            collection(index, branch, Collection.class, List.of(IndexedRecord.class));
        } else if (kind instanceof MapWriter) {
            collection(index, branch, Map.class, List.of(Collection.class, IndexedRecord.class));
        }
    }

    private GeneratedClasses classes() {
        return writers.classes();
    }

    private void scalar(int index, ValueWriter branch, ScalarWriter scalar) {
        switch (scalar) {
            case NULL -> {}
            case BOOLEAN -> exactly(index, branch, Boolean.class);
            case INT -> exactly(index, branch, Integer.class);
            case LONG -> exactly(index, branch, Long.class);
            case FLOAT -> exactly(index, branch, Float.class);
            case DOUBLE -> exactly(index, branch, Double.class);
            case STRING -> {
                exactly(index, branch, String.class);
                exactly(index, branch, Utf8.class);
            }
            case BYTES -> {
                if (!union.mayConvert()) {
                    Label other = new Label();
                    code.object(1);
                    code.unless(ByteBuffer.class, other);
                    taken(index, branch, other);
                }
            }
        }
    }

    private void exactly(int index, ValueWriter branch, Class<?> type) {
        if (!union.mayConvert(type)) {
            Label other = new Label();
            code.object(1);
            code.unlessExactly(type, other);
            taken(index, branch, other);
        }
    }

    /** An object of the type's generated class, or generic data of exactly the branch's schema. */
    private void named(int index, ValueWriter branch, Schema schema, Optional<Class<?>> generated, Class<?> generic) {
        generated.ifPresent(type -> exactly(index, branch, type));
        if (union.mayConvert(generic)) {
            return;
        }
        Label other = new Label();
        code.object(1);
        code.unlessExactly(generic, other);
        code.object(1);
        code.cast(GenericContainer.class);
        code.call(GenericContainer.class, "getSchema");
        writers.unit().load(code, schema, Schema.class);
        code.jump(Opcodes.IF_ACMPNE, other);
        taken(index, branch, other);
    }

    private void collection(int index, ValueWriter branch, Class<?> type, List<Class<?>> butNot) {
        if (union.mayConvert()) {
            return;
        }
        Label other = new Label();
        code.object(1);
        code.unless(type, other);
        for (Class<?> unclear : butNot) {
            Label fits = new Label();
            code.object(1);
            code.unless(unclear, fits);
            code.jump(Opcodes.GOTO, other);
            code.mark(fits);
        }
        taken(index, branch, other);
    }

    private void taken(int index, ValueWriter branch, Label other) {
        index(index);
        code.object(0);
        code.object(1);
        writers.value(code, branch);
        code.op(Opcodes.RETURN);
        code.mark(other);
    }
}

package dev.signet.serde.codec.compiled;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.LogicalWriter;
import dev.signet.serde.codec.tree.NamedWriters.EnumWriter;
import dev.signet.serde.codec.tree.NamedWriters.FixedWriter;
import dev.signet.serde.codec.tree.PartsWriters.ArrayWriter;
import dev.signet.serde.codec.tree.PartsWriters.MapWriter;
import dev.signet.serde.codec.tree.PartsWriters.RecordWriter;
import dev.signet.serde.codec.tree.ScalarWriter;
import dev.signet.serde.codec.tree.SymbolTable;
import dev.signet.serde.codec.tree.UnionWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The code of a tree of writers. Each record, array, map and union is a static method of (output, value); in it the
 * output is variable 0 and the value is variable 1. A value stands on the stack above the output before its code begins,
 * and both are gone afterwards.
 */
final class WriterCode {
    static final String METHOD = "(Ldev/signet/serde/codec/binary/Output;Ljava/lang/Object;)V";

    private final Unit unit = new Unit(ValueWriter.class);
    private final Map<ValueWriter, String> methods = new IdentityHashMap<>();
    private final GeneratedClasses classes;
    private final boolean countsDepth;

    private WriterCode(GeneratedClasses classes, boolean countsDepth) {
        this.classes = classes;
        this.countsDepth = countsDepth;
    }

    /**
     * The code that does what the tree does.
     *
     * @throws Generator.TooLargeException if it is too large to be worth it
     * @throws LinkageError if the JVM takes no class
     */
    static ValueWriter of(ValueWriter tree, GeneratedClasses classes) {
        int height = new Heights<>(WriterCode::parts).of(tree);
        return new WriterCode(classes, height > WriterPlan.MAX_DEPTH).written(tree);
    }

    private static List<ValueWriter> parts(ValueWriter node) {
        if (node instanceof RecordWriter record) {
            return record.fields();
        } else if (node instanceof UnionWriter union) {
            return union.branches();
        } else if (node instanceof ArrayWriter array) {
            return List.of(array.items());
        } else if (node instanceof MapWriter map) {
            return List.of(map.values());
        }
        return node instanceof LogicalWriter logical ? List.of(logical.underlying()) : List.of();
    }

    private ValueWriter written(ValueWriter tree) {
        unit.implement("write", METHOD, code -> {
            code.object(1);
            code.object(2);
            value(code, tree);
            code.op(Opcodes.RETURN);
        });
        unit.implement("isSurelyFor", "(Ljava/lang/Object;)Z", code -> {
            unit.load(code, tree, ValueWriter.class);
            code.object(1);
            code.call(ValueWriter.class, "isSurelyFor", Object.class);
            code.op(Opcodes.IRETURN);
        });
        return (ValueWriter) unit.instance();
    }

    void value(Code code, ValueWriter node) {
        if (node instanceof ScalarWriter scalar) {
            scalar(code, scalar);
        } else if (node instanceof FixedWriter fixed) {
            fixed(code, fixed);
        } else if (node instanceof EnumWriter symbol) {
            symbol(code, symbol);
        } else if (node instanceof RecordWriter
                || node instanceof UnionWriter
                || node instanceof ArrayWriter
                || node instanceof MapWriter) {
            Unit.call(code, method(node), METHOD);
        } else {
            byNode(code, node);
        }
    }

    /** As the tree does it. */
    void byNode(Code code, ValueWriter node) {
        unit.load(code, node, ValueWriter.class);
        code.call(Calls.class, "write", Output.class, Object.class, ValueWriter.class);
    }

    private static void scalar(Code code, ScalarWriter scalar) {
        switch (scalar) {
            case NULL -> code.op(Opcodes.POP2);
            case BYTES -> {
                code.cast(ByteBuffer.class);
                code.call(Output.class, "lengthAndRaw", ByteBuffer.class);
            }
            case STRING -> text(code);
            default -> NumberCode.of(scalar).orElseThrow().writeBoxed(code, NumberCode.Place.TO_MAKE);
        }
    }

    /** A text, which may be of any class. */
    static void text(Code code) {
        eitherOr(
                code,
                String.class,
                () -> code.call(Output.class, "text", String.class),
                () -> code.call(ScalarWriter.class, "text", Output.class, Object.class));
    }

    /** A generated enum that has the schema's symbols has them in their order. */
    private void symbol(Code code, EnumWriter node) {
        Optional<Class<?>> type = classes.enumOf(node.schema());
        if (type.isPresent()) {
            eitherOr(
                    code,
                    type.get(),
                    () -> {
                        code.call(Enum.class, "ordinal");
                        code.call(Output.class, "varint", int.class);
                    },
                    () -> byNode(code, node));
        } else {
            eitherOr(
                    code,
                    GenericData.EnumSymbol.class,
                    () -> {
                        unit.load(code, node.symbols(), SymbolTable.class);
                        code.call(Calls.class, "symbol", Output.class, GenericData.EnumSymbol.class, SymbolTable.class);
                    },
                    () -> byNode(code, node));
        }
    }

    private void fixed(Code code, FixedWriter node) {
        eitherOr(
                code,
                GenericData.Fixed.class,
                () -> {
                    code.push(node.schema().getFixedSize());
                    code.call(Calls.class, "fixed", Output.class, GenericData.Fixed.class, int.class);
                },
                () -> byNode(code, node));
    }

    /** Two ways to write the value on the stack: as what it is of that class, or of any other. */
    private static void eitherOr(Code code, Class<?> type, Runnable either, Runnable or) {
        Label other = new Label();
        Label end = new Label();
        code.op(Opcodes.DUP);
        code.unless(type, other);
        code.cast(type);
        either.run();
        code.jump(Opcodes.GOTO, end);
        code.mark(other);
        or.run();
        code.mark(end);
    }

    private String method(ValueWriter node) {
        String known = methods.get(node);
        if (known != null) {
            return known;
        }
        String name = unit.later(METHOD, code -> {
            body(code, node);
            code.op(Opcodes.RETURN);
        });
        methods.put(node, name);
        return name;
    }

    private void body(Code code, ValueWriter node) {
        if (node instanceof RecordWriter record) {
            nested(code, record.schema(), () -> new RecordCode(this, record).write(code));
        } else if (node instanceof ArrayWriter array) {
            nested(code, array.schema(), () -> new CollectionCode(this, code).array(array));
        } else if (node instanceof MapWriter map) {
            nested(code, map.schema(), () -> new CollectionCode(this, code).map(map));
        } else {
            new UnionCode(this, code, (UnionWriter) node).write();
        }
    }

    private void nested(Code code, Schema schema, Runnable inner) {
        if (countsDepth) {
            code.object(0);
            unit.load(code, schema, Schema.class);
            code.call(Output.class, "enter", Schema.class);
        }
        inner.run();
        if (countsDepth) {
            code.object(0);
            code.call(Output.class, "leave");
        }
    }

    GeneratedClasses classes() {
        return classes;
    }

    Unit unit() {
        return unit;
    }
}

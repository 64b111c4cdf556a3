package dev.signet.serde.codec.compiled;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.Input;
import dev.signet.serde.codec.tree.PartsReaders.ArrayReader;
import dev.signet.serde.codec.tree.PartsReaders.FixedReader;
import dev.signet.serde.codec.tree.PartsReaders.MapReader;
import dev.signet.serde.codec.tree.PartsReaders.UnionReader;
import dev.signet.serde.codec.tree.RecordReader;
import dev.signet.serde.codec.tree.RecordReader.Put;
import dev.signet.serde.codec.tree.RecordReader.Step;
import dev.signet.serde.codec.tree.ScalarReader;
import dev.signet.serde.codec.tree.ValueReader;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The code of a tree of readers. Each record, array, map and union is a static method of (input); in it the input is
 * variable 0. The code of a value leaves it on the stack.
 */
final class ReaderCode {
    private static final String METHOD = "(Ldev/signet/serde/codec/binary/Input;)Ljava/lang/Object;";

    /** Unions with more branches are left to the tree. */
    private static final int MOST_BRANCHES = 100;

    private final Unit unit = new Unit(ValueReader.class);
    private final Map<ValueReader, String> methods = new IdentityHashMap<>();
    private final RecordReaderCode records = new RecordReaderCode(this, unit);
    private final boolean countsDepth;

    private ReaderCode(boolean countsDepth) {
        this.countsDepth = countsDepth;
    }

    /**
     * The code that does what the tree does.
     *
     * @throws Generator.TooLargeException if it is too large to be worth it
     * @throws LinkageError if the JVM takes no class
     */
    static ValueReader of(ValueReader tree) {
        int height = new Heights<>(ReaderCode::parts).of(tree);
        return new ReaderCode(height > WriterPlan.MAX_DEPTH).read(tree);
    }

    private static List<ValueReader> parts(ValueReader node) {
        if (node instanceof RecordReader record) {
            List<ValueReader> fields = new ArrayList<>();
            for (Step step : record.steps()) {
                if (step instanceof Put put) {
                    fields.add(put.value());
                }
            }
            return fields;
        } else if (node instanceof UnionReader union) {
            return List.of(union.branches());
        } else if (node instanceof ArrayReader array) {
            return List.of(array.items());
        }
        return node instanceof MapReader map ? List.of(map.keys(), map.values()) : List.of();
    }

    private ValueReader read(ValueReader tree) {
        unit.implement("read", METHOD, code -> {
            code.object(1);
            code.store(Opcodes.ASTORE, 0);
            object(code, tree);
            code.op(Opcodes.ARETURN);
        });
        return (ValueReader) unit.instance();
    }

    /** A value as an object. */
    void object(Code code, ValueReader node) {
        code.box(value(code, node));
    }

    /** A value; returns its type, which is primitive where the schema's is. */
    Class<?> value(Code code, ValueReader node) {
        if (node instanceof ScalarReader scalar) {
            return scalar(code, scalar);
        }
        boolean ownMethod = node instanceof RecordReader
                || node instanceof ArrayReader
                || node instanceof MapReader
                || (node instanceof UnionReader union && isHandy(union.branches().length));
        if (ownMethod) {
            code.object(0);
            Unit.call(code, method(node), METHOD);
        } else if (node instanceof FixedReader fixed) {
            fixed(code, fixed);
        } else {
            unit.load(code, node, ValueReader.class);
            code.object(0);
            code.call(ValueReader.class, "read", Input.class);
        }
        return Object.class;
    }

    private void fixed(Code code, FixedReader node) {
        Class<?> type = node.instance().getClass();
        if (type == GenericData.Fixed.class) {
            code.create(type, () -> unit.load(code, node.schema(), Schema.class), Schema.class);
        } else if (RecordClass.isMadeOfNothing(type)) {
            code.create(type, () -> {});
        } else {
            unit.load(code, node, FixedReader.class);
            code.call(FixedReader.class, "instance");
        }
        code.object(0);
        code.call(FixedReader.class, "filled", GenericFixed.class, Input.class);
    }

    private static boolean isHandy(int branches) {
        return branches >= 1 && branches <= MOST_BRANCHES;
    }

    private static Class<?> scalar(Code code, ScalarReader scalar) {
        if (scalar == ScalarReader.NULL) {
            code.op(Opcodes.ACONST_NULL);
            return Object.class;
        }
        code.object(0);
        return switch (scalar) {
            case BOOLEAN -> read(code, "bool", boolean.class);
            case INT -> read(code, "varint", int.class);
            case INT_AS_LONG -> widened(code, "varint", Opcodes.I2L, long.class);
            case INT_AS_FLOAT -> widened(code, "varint", Opcodes.I2F, float.class);
            case INT_AS_DOUBLE -> widened(code, "varint", Opcodes.I2D, double.class);
            case LONG -> read(code, "varlong", long.class);
            case LONG_AS_FLOAT -> widened(code, "varlong", Opcodes.L2F, float.class);
            case LONG_AS_DOUBLE -> widened(code, "varlong", Opcodes.L2D, double.class);
            case FLOAT -> read(code, "float32", float.class);
            case FLOAT_AS_DOUBLE -> widened(code, "float32", Opcodes.F2D, double.class);
            case DOUBLE -> read(code, "float64", double.class);
            case STRING -> read(code, "string", Object.class);
            case UTF8 -> read(code, "utf8", Object.class);
            default -> read(code, "buffer", Object.class);
        };
    }

    private static Class<?> read(Code code, String name, Class<?> type) {
        code.call(Input.class, name);
        return type;
    }

    private static Class<?> widened(Code code, String name, int opcode, Class<?> type) {
        code.call(Input.class, name);
        code.op(opcode);
        return type;
    }

    private String method(ValueReader node) {
        String known = methods.get(node);
        if (known != null) {
            return known;
        }
        String name = unit.later(METHOD, code -> body(code, node));
        methods.put(node, name);
        return name;
    }

    private void body(Code code, ValueReader node) {
        if (node instanceof UnionReader union) {
            union(code, union);
            return;
        }
        if (countsDepth) {
            code.object(0);
            code.call(Input.class, "enter");
        }
        int made = code.variable(1);
        if (node instanceof RecordReader record) {
            records.read(code, record, made);
        } else if (node instanceof ArrayReader array) {
            array(code, array, made);
        } else {
            map(code, (MapReader) node, made);
        }
        if (countsDepth) {
            code.object(0);
            code.call(Input.class, "leave");
        }
        code.object(made);
        code.op(Opcodes.ARETURN);
    }

    private void union(Code code, UnionReader union) {
        ValueReader[] branches = union.branches();
        Label[] labels = new Label[branches.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        code.object(0);
        code.push(branches.length);
        code.call(Input.class, "index", int.class);
        if (branches.length == 1) {
            code.op(Opcodes.POP);
            object(code, branches[0]);
            code.op(Opcodes.ARETURN);
            return;
        }
        code.visitor().visitTableSwitchInsn(0, branches.length - 2, labels[branches.length - 1], butLast(labels));
        for (int i = 0; i < branches.length; i++) {
            code.mark(labels[i]);
            object(code, branches[i]);
            code.op(Opcodes.ARETURN);
        }
    }

    private static Label[] butLast(Label[] labels) {
        return Arrays.copyOf(labels, labels.length - 1);
    }

    private void array(Code code, ArrayReader array, int made) {
        int count = code.variable(2);
        block(code, count, array.counted());
        code.create(
                GenericData.Array.class,
                () -> {
                    code.load(Opcodes.LLOAD, count);
                    code.op(Opcodes.L2I);
                    unit.load(code, array.schema(), Schema.class);
                },
                int.class,
                Schema.class);
        code.store(Opcodes.ASTORE, made);
        blocks(code, count, array.counted(), () -> {
            code.object(made);
            object(code, array.items());
            code.call(AbstractList.class, "add", Object.class);
            code.op(Opcodes.POP);
        });
    }

    private void map(Code code, MapReader map, int made) {
        int count = code.variable(2);
        block(code, count, false);
        code.load(Opcodes.LLOAD, count);
        code.call(Calls.class, "map", long.class);
        code.store(Opcodes.ASTORE, made);
        blocks(code, count, false, () -> {
            code.object(made);
            object(code, map.keys());
            object(code, map.values());
            code.call(Map.class, "put", Object.class, Object.class);
            code.op(Opcodes.POP);
        });
    }

    private static void block(Code code, int count, boolean counted) {
        code.object(0);
        code.push(counted ? 1 : 0);
        code.call(Input.class, "block", boolean.class);
        code.store(Opcodes.LSTORE, count);
    }

    /** Reads the items of the block that has begun, and of all others. */
    private static void blocks(Code code, int count, boolean counted, Runnable item) {
        Label begun = new Label();
        Label next = new Label();
        Label end = new Label();
        Label done = new Label();
        int saidEnd = code.variable(1);
        code.mark(begun);
        isZero(code, count, done);
        code.object(0);
        code.call(Input.class, "blockEnd");
        code.store(Opcodes.ISTORE, saidEnd);
        code.mark(next);
        isZero(code, count, end);
        item.run();
        code.load(Opcodes.LLOAD, count);
        code.op(Opcodes.LCONST_1);
        code.op(Opcodes.LSUB);
        code.store(Opcodes.LSTORE, count);
        code.jump(Opcodes.GOTO, next);
        code.mark(end);
        code.object(0);
        code.load(Opcodes.ILOAD, saidEnd);
        code.call(Input.class, "endBlock", int.class);
        block(code, count, counted);
        code.jump(Opcodes.GOTO, begun);
        code.mark(done);
    }

    private static void isZero(Code code, int count, Label then) {
        code.load(Opcodes.LLOAD, count);
        code.op(Opcodes.LCONST_0);
        code.op(Opcodes.LCMP);
        code.jump(Opcodes.IFEQ, then);
    }
}

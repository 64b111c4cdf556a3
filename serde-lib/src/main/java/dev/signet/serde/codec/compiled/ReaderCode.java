package dev.signet.serde.codec.compiled;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.Input;
import dev.signet.serde.codec.tree.PartsReaders.ArrayReader;
import dev.signet.serde.codec.tree.PartsReaders.EnumReader;
import dev.signet.serde.codec.tree.PartsReaders.FixedReader;
import dev.signet.serde.codec.tree.PartsReaders.MapReader;
import dev.signet.serde.codec.tree.PartsReaders.UnionReader;
import dev.signet.serde.codec.tree.RecordReader;
import dev.signet.serde.codec.tree.RecordReader.Put;
import dev.signet.serde.codec.tree.RecordReader.PutShared;
import dev.signet.serde.codec.tree.RecordReader.Skip;
import dev.signet.serde.codec.tree.RecordReader.Step;
import dev.signet.serde.codec.tree.ScalarReader;
import dev.signet.serde.codec.tree.ValueReader;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The code of a tree of readers. Each record, array, map and union is a static method of (input); in it the input is
 * variable 0. The code of a value leaves it on the stack.
 */
final class ReaderCode {
    private static final String METHOD = "(Ldev/signet/serde/codec/binary/Input;)Ljava/lang/Object;";

    /** Fields of a record that share a method: code of more than 8,000 bytes is never compiled by the JVM. */
    private static final int FIELDS_TOGETHER = 50;

    /** Unions with more branches are left to the tree. */
    private static final int MOST_BRANCHES = 100;

    private final Unit unit = new Unit(ValueReader.class);
    private final Map<ValueReader, String> methods = new IdentityHashMap<>();
    private final Map<ValueReader, Instances> instances = new IdentityHashMap<>();
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
    private void object(Code code, ValueReader node) {
        code.box(value(code, node));
    }

    /** A value; returns its type, which is primitive where the schema's is. */
    private Class<?> value(Code code, ValueReader node) {
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
            record(code, record, made);
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

    /** How records of a reader are made, and how their fields are put. */
    private record Instances(Class<?> type, Optional<RecordClass> generated) {
        static Instances of(RecordReader record) {
            IndexedRecord sample = record.instance();
            boolean plain = sample.getClass() == GenericData.Record.class && isOf(sample, record.schema());
            Optional<RecordClass> generated = RecordClass.of(sample.getClass());
            Class<?> other = plain ? GenericData.Record.class : IndexedRecord.class;
            return new Instances(generated.<Class<?>>map(RecordClass::type).orElse(other), generated);
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isOf(IndexedRecord record, Schema schema) {
            return record.getSchema() == schema;
        }
    }

    private Instances instances(RecordReader record) {
        return instances.computeIfAbsent(record, any -> Instances.of(record));
    }

    private void record(Code code, RecordReader record, int made) {
        Instances of = instances(record);
        if (of.type() == GenericData.Record.class) {
            code.create(of.type(), () -> unit.load(code, record.schema(), Schema.class), Schema.class);
        } else if (of.generated().isPresent()) {
            code.create(of.type(), () -> {});
        } else {
            unit.load(code, record, RecordReader.class);
            code.call(RecordReader.class, "instance");
        }
        code.store(Opcodes.ASTORE, made);
        List<Step> steps = record.steps();
        if (steps.size() <= FIELDS_TOGETHER) {
            steps.forEach(step -> step(code, step, made, of));
            return;
        }
        String descriptor = "(Ldev/signet/serde/codec/binary/Input;" + of.type().descriptorString() + ")V";
        for (int from = 0; from < steps.size(); from += FIELDS_TOGETHER) {
            List<Step> some = steps.subList(from, Math.min(steps.size(), from + FIELDS_TOGETHER));
            code.object(0);
            code.object(made);
            String part = unit.later(descriptor, inner -> {
                some.forEach(step -> step(inner, step, 1, of));
                inner.op(Opcodes.RETURN);
            });
            Unit.call(code, part, descriptor);
        }
    }

    private void step(Code code, Step step, int made, Instances of) {
        if (step instanceof Put put) {
            put(code, put, made, of);
        } else if (step instanceof Skip skip) {
            code.object(0);
            unit.load(code, skip.plan(), WriterPlan.class);
            code.call(Input.class, "skip", WriterPlan.class);
        } else if (step instanceof PutShared shared) {
            code.object(made);
            code.push(shared.position());
            shared(code, shared.value());
            put(code, of);
        } else {
            unit.load(code, step, Step.class);
            code.object(0);
            code.object(made);
            code.call(Step.class, "take", Input.class, IndexedRecord.class);
        }
    }

    private void shared(Code code, @Nullable Object value) {
        if (value == null) {
            code.op(Opcodes.ACONST_NULL);
        } else {
            unit.load(code, value, Object.class);
        }
    }

    private void put(Code code, Put put, int made, Instances of) {
        Optional<Method> setter = of.generated()
                .flatMap(type -> type.setter(put.position()))
                .filter(method -> fits(put.value(), method.getParameterTypes()[0]));
        code.object(made);
        if (setter.isPresent()) {
            Class<?> wanted = setter.get().getParameterTypes()[0];
            if (value(code, put.value()) != wanted) {
                boxedAs(code, put.value(), wanted);
            }
            code.call(of.type(), setter.get());
        } else {
            code.push(put.position());
            object(code, put.value());
            put(code, of);
        }
    }

    private static void put(Code code, Instances of) {
        Class<?> owner = of.type() == GenericData.Record.class ? of.type() : IndexedRecord.class;
        code.call(owner, "put", int.class, Object.class);
    }

    private static void boxedAs(Code code, ValueReader value, Class<?> wanted) {
        if (value instanceof ScalarReader scalar) {
            code.box(primitive(scalar));
        }
        code.cast(wanted);
    }

    /** Whether all that the reader makes is of the type. */
    private boolean fits(ValueReader value, Class<?> wanted) {
        if (value instanceof ScalarReader scalar) {
            return fits(scalar, wanted);
        } else if (value instanceof RecordReader record) {
            return wanted.isAssignableFrom(instances(record).type());
        } else if (value instanceof ArrayReader) {
            return wanted == List.class;
        } else if (value instanceof MapReader) {
            return wanted == Map.class;
        } else if (value instanceof EnumReader symbols) {
            return Arrays.stream(symbols.values()).allMatch(symbol -> symbol == null || wanted.isInstance(symbol));
        } else if (value instanceof FixedReader fixed) {
            return wanted.isInstance(fixed.instance());
        }
        return value instanceof UnionReader union && !wanted.isPrimitive() && each(union, wanted);
    }

    private boolean each(UnionReader union, Class<?> wanted) {
        for (ValueReader branch : union.branches()) {
            if (branch != ScalarReader.NULL && !fits(branch, wanted)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(ScalarReader scalar, Class<?> wanted) {
        return switch (scalar) {
            case NULL -> false;
            case STRING -> wanted == String.class || wanted == CharSequence.class;
            case UTF8 -> wanted == CharSequence.class;
            case BYTES -> wanted == ByteBuffer.class;
            default -> wanted == primitive(scalar) || wanted == boxed(primitive(scalar));
        };
    }

    private static Class<?> boxed(Class<?> primitive) {
        return MethodType.methodType(primitive).wrap().returnType();
    }

    private static Class<?> primitive(ScalarReader scalar) {
        return switch (scalar) {
            case BOOLEAN -> boolean.class;
            case INT -> int.class;
            case LONG, INT_AS_LONG -> long.class;
            case FLOAT, INT_AS_FLOAT, LONG_AS_FLOAT -> float.class;
            case DOUBLE, INT_AS_DOUBLE, LONG_AS_DOUBLE, FLOAT_AS_DOUBLE -> double.class;
            default -> Object.class;
        };
    }
}

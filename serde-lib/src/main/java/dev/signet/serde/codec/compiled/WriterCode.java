package dev.signet.serde.codec.compiled;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.LogicalWriter;
import dev.signet.serde.codec.tree.NamedWriters.EnumWriter;
import dev.signet.serde.codec.tree.NamedWriters.FixedWriter;
import dev.signet.serde.codec.tree.PartsWriters;
import dev.signet.serde.codec.tree.PartsWriters.ArrayWriter;
import dev.signet.serde.codec.tree.PartsWriters.MapWriter;
import dev.signet.serde.codec.tree.PartsWriters.RecordWriter;
import dev.signet.serde.codec.tree.ScalarWriter;
import dev.signet.serde.codec.tree.SymbolTable;
import dev.signet.serde.codec.tree.UnionWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The code of a tree of writers. Each record, array, map and union is a static method of (output, value); in it the
 * output is variable 0 and the value is variable 1. A value stands on the stack above the output before its code begins,
 * and both are gone afterwards.
 */
final class WriterCode {
    static final String METHOD = "(Ldev/signet/serde/codec/binary/Output;Ljava/lang/Object;)V";

    /** Fields of a record that share a method: code of more than 8,000 bytes is never compiled by the JVM. */
    private static final int FIELDS_TOGETHER = 50;

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
            case BOOLEAN -> unboxed(code, Boolean.class, "booleanValue", "bool", boolean.class);
            case INT -> unboxed(code, Integer.class, "intValue", "varint", int.class);
            case LONG -> unboxed(code, Long.class, "longValue", "varlong", long.class);
            case FLOAT -> unboxed(code, Float.class, "floatValue", "float32", float.class);
            case DOUBLE -> unboxed(code, Double.class, "doubleValue", "float64", double.class);
            case BYTES -> {
                code.cast(ByteBuffer.class);
                code.call(Output.class, "lengthAndRaw", ByteBuffer.class);
            }
            case STRING -> text(code);
        }
    }

    private static void unboxed(Code code, Class<?> boxed, String unboxing, String writing, Class<?> type) {
        code.cast(boxed);
        code.call(boxed, unboxing);
        code.call(Output.class, writing, type);
    }

    private static void text(Code code) {
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
            nested(code, record.schema(), () -> record(code, record));
        } else if (node instanceof ArrayWriter array) {
            nested(code, array.schema(), () -> array(code, array));
        } else if (node instanceof MapWriter map) {
            nested(code, map.schema(), () -> map(code, map));
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

    /** The two classes that are usual have code of their own: no interface has to be looked for in them. */
    private void record(Code code, RecordWriter record) {
        code.object(1);
        code.call(Objects.class, "requireNonNull", Object.class);
        code.op(Opcodes.POP);
        Label end = new Label();
        classes.recordOf(record.schema())
                .ifPresent(known -> fieldsOf(code, record, known.type(), Optional.of(known), end));
        fieldsOf(code, record, GenericData.Record.class, Optional.empty(), end);
        fields(code, record, IndexedRecord.class, Optional.empty());
        code.mark(end);
    }

    private void fieldsOf(Code code, RecordWriter record, Class<?> type, Optional<RecordClass> known, Label end) {
        Label other = new Label();
        code.object(1);
        code.unlessExactly(type, other);
        fields(code, record, type, known);
        code.jump(Opcodes.GOTO, end);
        code.mark(other);
    }

    /** The fields, so many in a method; where one method is enough it is this one. */
    private void fields(Code code, RecordWriter record, Class<?> type, Optional<RecordClass> known) {
        int count = record.fields().size();
        if (count <= FIELDS_TOGETHER) {
            code.object(1);
            code.cast(type);
            code.store(Opcodes.ASTORE, 1);
            fields(code, record, 0, type, known);
            return;
        }
        String descriptor = "(Ldev/signet/serde/codec/binary/Output;" + type.descriptorString() + ")V";
        for (int from = 0; from < count; from += FIELDS_TOGETHER) {
            int first = from;
            code.object(0);
            code.object(1);
            code.cast(type);
            String part = unit.later(descriptor, inner -> {
                fields(inner, record, first, type, known);
                inner.op(Opcodes.RETURN);
            });
            Unit.call(code, part, descriptor);
        }
    }

    private void fields(Code code, RecordWriter record, int from, Class<?> type, Optional<RecordClass> known) {
        int end = Math.min(record.fields().size(), from + FIELDS_TOGETHER);
        for (int position = from; position < end; position++) {
            field(code, record, position, type, known);
        }
    }

    private void field(Code code, RecordWriter record, int position, Class<?> type, Optional<RecordClass> known) {
        ValueWriter node = record.fields().get(position);
        if (node instanceof LogicalWriter && record instanceof PartsWriters.ConvertingRecordWriter) {
            unit.load(code, record, RecordWriter.class);
            code.object(0);
            code.object(1);
            code.push(position);
            code.call(RecordWriter.class, "field", Output.class, IndexedRecord.class, int.class);
            return;
        }
        code.object(0);
        code.object(1);
        Optional<Method> getter = known.flatMap(generated -> generated.getter(position));
        if (getter.isPresent()) {
            code.call(type, getter.get());
            typed(code, node, getter.get().getReturnType());
        } else {
            code.push(position);
            code.call(type == GenericData.Record.class ? type : IndexedRecord.class, "get", int.class);
            value(code, node);
        }
    }

    /** A value of a type that the compiler knows. */
    private void typed(Code code, ValueWriter node, Class<?> type) {
        if (node == ScalarWriter.INT && type == int.class) {
            code.call(Output.class, "varint", int.class);
        } else if (node == ScalarWriter.LONG && type == long.class) {
            code.call(Output.class, "varlong", long.class);
        } else if (node == ScalarWriter.FLOAT && type == float.class) {
            code.call(Output.class, "float32", float.class);
        } else if (node == ScalarWriter.DOUBLE && type == double.class) {
            code.call(Output.class, "float64", double.class);
        } else if (node == ScalarWriter.BOOLEAN && type == boolean.class) {
            code.call(Output.class, "bool", boolean.class);
        } else if (node == ScalarWriter.STRING && type == String.class) {
            code.call(Output.class, "text", String.class);
        } else {
            code.box(type);
            value(code, node);
        }
    }

    private void array(Code code, ArrayWriter array) {
        code.object(1);
        code.cast(Collection.class);
        code.store(Opcodes.ASTORE, 1);
        int size = size(code, Collection.class);
        Label empty = new Label();
        code.load(Opcodes.ILOAD, size);
        code.jump(Opcodes.IFEQ, empty);
        code.object(1);
        code.call(Collection.class, "iterator");
        each(code, size, () -> value(code, array.items()));
        code.mark(empty);
        end(code);
    }

    private void map(Code code, MapWriter map) {
        code.object(1);
        code.cast(Map.class);
        code.store(Opcodes.ASTORE, 1);
        int size = size(code, Map.class);
        Label empty = new Label();
        code.load(Opcodes.ILOAD, size);
        code.jump(Opcodes.IFEQ, empty);
        code.object(1);
        code.call(Map.class, "entrySet");
        code.call(Set.class, "iterator");
        each(code, size, () -> entry(code, map));
        code.mark(empty);
        end(code);
    }

    private void entry(Code code, MapWriter map) {
        int entry = code.variable(1);
        code.cast(Map.Entry.class);
        code.store(Opcodes.ASTORE, entry);
        code.object(entry);
        code.call(Map.Entry.class, "getKey");
        text(code);
        code.object(0);
        code.object(entry);
        code.call(Map.Entry.class, "getValue");
        value(code, map.values());
    }

    private static int size(Code code, Class<?> of) {
        int size = code.variable(1);
        code.object(1);
        code.call(of, "size");
        code.store(Opcodes.ISTORE, size);
        return size;
    }

    /** The number of items and then each; the iterator is on the stack, and each item above the output. */
    private static void each(Code code, int size, Runnable item) {
        int iterator = code.variable(1);
        int written = code.variable(1);
        Label next = new Label();
        Label done = new Label();
        code.store(Opcodes.ASTORE, iterator);
        code.object(0);
        code.load(Opcodes.ILOAD, size);
        code.call(Output.class, "varint", int.class);
        code.push(0);
        code.store(Opcodes.ISTORE, written);
        code.mark(next);
        code.object(iterator);
        code.call(Iterator.class, "hasNext");
        code.jump(Opcodes.IFEQ, done);
        code.object(0);
        code.object(iterator);
        code.call(Iterator.class, "next");
        item.run();
        code.visitor().visitIincInsn(written, 1);
        code.jump(Opcodes.GOTO, next);
        code.mark(done);
        code.load(Opcodes.ILOAD, size);
        code.load(Opcodes.ILOAD, written);
        code.call(PartsWriters.class, "check", int.class, int.class);
    }

    private static void end(Code code) {
        code.object(0);
        code.push(0);
        code.call(Output.class, "varint", int.class);
    }

    GeneratedClasses classes() {
        return classes;
    }

    Unit unit() {
        return unit;
    }
}

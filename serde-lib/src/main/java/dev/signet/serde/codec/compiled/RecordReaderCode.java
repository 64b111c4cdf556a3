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
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The code that makes a record and puts its fields, through setters where a class was generated for it. */
final class RecordReaderCode {
    /** Fields of a record that share a method: code of more than 8,000 bytes is never compiled by the JVM. */
    private static final int FIELDS_TOGETHER = 50;

    private final ReaderCode readers;
    private final Unit unit;
    private final Map<RecordReader, Instances> instances = new IdentityHashMap<>();

    RecordReaderCode(ReaderCode readers, Unit unit) {
        this.readers = readers;
        this.unit = unit;
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

    void read(Code code, RecordReader record, int made) {
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
            if (readers.value(code, put.value()) != wanted) {
                boxedAs(code, put.value(), wanted);
            }
            code.call(of.type(), setter.get());
        } else {
            code.push(put.position());
            readers.object(code, put.value());
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

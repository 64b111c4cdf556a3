package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.compiled.NumberCode.Place;
import dev.signet.serde.codec.tree.LogicalWriter;
import dev.signet.serde.codec.tree.PartsWriters;
import dev.signet.serde.codec.tree.PartsWriters.RecordWriter;
import dev.signet.serde.codec.tree.ScalarWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** The code that writes a record. The two classes that are usual have code of their own, which looks for no interface. */
final class RecordCode {
    /** Fields of a record that share a method: code of more than 8,000 bytes is never compiled by the JVM. */
    private static final int FIELDS_TOGETHER = 50;

    private final WriterCode writers;
    private final RecordWriter record;

    RecordCode(WriterCode writers, RecordWriter record) {
        this.writers = writers;
        this.record = record;
    }

    /** A class of records, and its getters if it was generated for the schema. */
    private record Kind(Class<?> type, Optional<RecordClass> generated) {}

    void write(Code code) {
        code.object(1);
        code.call(Objects.class, "requireNonNull", Object.class);
        code.op(Opcodes.POP);
        Label end = new Label();
        writers.classes()
                .recordOf(record.schema())
                .ifPresent(known -> fieldsOf(code, new Kind(known.type(), Optional.of(known)), end));
        fieldsOf(code, new Kind(GenericData.Record.class, Optional.empty()), end);
        fields(code, new Kind(IndexedRecord.class, Optional.empty()));
        code.mark(end);
    }

    private void fieldsOf(Code code, Kind kind, Label end) {
        Label other = new Label();
        code.object(1);
        code.unlessExactly(kind.type(), other);
        fields(code, kind);
        code.jump(Opcodes.GOTO, end);
        code.mark(other);
    }

    /** The fields, so many in a method; where one method is enough it is this one. */
    private void fields(Code code, Kind kind) {
        int count = record.fields().size();
        if (count <= FIELDS_TOGETHER) {
            code.object(1);
            code.cast(kind.type());
            code.store(Opcodes.ASTORE, 1);
            fields(code, kind, 0);
            return;
        }
        String descriptor =
                "(Ldev/signet/serde/codec/binary/Output;" + kind.type().descriptorString() + ")V";
        for (int from = 0; from < count; from += FIELDS_TOGETHER) {
            int first = from;
            code.object(0);
            code.object(1);
            code.cast(kind.type());
            String part = writers.unit().later(descriptor, inner -> {
                fields(inner, kind, first);
                inner.op(Opcodes.RETURN);
            });
            Unit.call(code, part, descriptor);
        }
    }

    /** For numbers that follow one another, place is made once. */
    private void fields(Code code, Kind kind, int from) {
        List<ValueWriter> nodes = record.fields();
        int end = Math.min(nodes.size(), from + FIELDS_TOGETHER);
        int position = from;
        while (position < end) {
            int run = NumberCode.run(nodes.subList(position, end));
            if (run > 1) {
                code.object(0);
                code.push(NumberCode.mostBytes(nodes.subList(position, position + run)));
                code.call(Output.class, "reserve", int.class);
            }
            int next = position + Math.max(1, run);
            for (; position < next; position++) {
                field(code, kind, position, run > 1 ? Place.RESERVED : Place.TO_MAKE);
            }
        }
    }

    private void field(Code code, Kind kind, int position, Place place) {
        ValueWriter node = record.fields().get(position);
        if (node instanceof LogicalWriter && record instanceof PartsWriters.ConvertingRecordWriter) {
            writers.unit().load(code, record, RecordWriter.class);
            code.object(0);
            code.object(1);
            code.push(position);
            code.call(RecordWriter.class, "field", Output.class, IndexedRecord.class, int.class);
            return;
        }
        code.object(0);
        code.object(1);
        Class<?> type = value(code, kind, position);
        Optional<NumberCode> number = NumberCode.of(node);
        if (number.isPresent() && type == number.get().primitive()) {
            number.get().write(code, place);
        } else if (number.isPresent()) {
            code.box(type);
            number.get().writeBoxed(code, place);
        } else if (node == ScalarWriter.STRING && type == String.class) {
            code.call(Output.class, "text", String.class);
        } else {
            code.box(type);
            writers.value(code, node);
        }
    }

    /** Gets the value of a field; returns its type. */
    private static Class<?> value(Code code, Kind kind, int position) {
        Optional<Method> getter = kind.generated().flatMap(generated -> generated.getter(position));
        if (getter.isPresent()) {
            code.call(kind.type(), getter.get());
            return getter.get().getReturnType();
        }
        code.push(position);
        boolean generic = kind.type() == GenericData.Record.class;
        code.call(generic ? kind.type() : IndexedRecord.class, "get", int.class);
        return Object.class;
    }
}

package dev.signet.serde.codec;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Makes decoders: one for each writer's schema, all for the same kind of data. Safe for concurrent use. */
public final class Decoders {
    private final ReadAs readAs;
    private final RecordClasses classes;

    /**
     * A maker of decoders.
     *
     * @param readAs what they make of payloads
     * @param loader where generated classes are found
     */
    public Decoders(ReadAs readAs, ClassLoader loader) {
        this.readAs = readAs;
        this.classes = new RecordClasses(loader);
    }

    /**
     * The decoder of a writer's schema.
     *
     * @throws UnreadableRecordException if generated classes are wanted and there is none for the schema
     */
    public AvroDecoder of(Schema writer) {
        return new AvroDecoder(
                writer, reader(writer), readAs.strictness(), readAs.trailing() == ReadAs.Trailing.IGNORED);
    }

    private DatumReader<@Nullable Object> reader(Schema writer) {
        if (readAs.target() instanceof ReadAs.Generic generic) {
            Schema expected = generic.schema().orElse(writer);
            return new GenericDatumReader<>(writer, expected, DataModels.generic(readAs.logicalTypes()));
        }
        Optional<Class<?>> wanted = ((ReadAs.Specific) readAs.target()).type();
        if (wanted.isEmpty() && writer.getType() != Schema.Type.RECORD) {
            return new GenericDatumReader<>(writer, writer, DataModels.generic(readAs.logicalTypes()));
        }
        Class<?> type = wanted.or(() -> classes.recordClass(writer)).orElseThrow(() -> noClass(writer));
        return specific(writer, type);
    }

    private DatumReader<@Nullable Object> specific(Schema writer, Class<?> type) {
        SpecificData.getForClass(type).getConversions().forEach(classes::addLogicalTypeConversion);
        return new SpecificDatumReader<>(writer, classes.getSchema(type), classes);
    }

    private static UnreadableRecordException noClass(Schema writer) {
        return new UnreadableRecordException("the writer's schema names the record " + writer.getFullName()
                + ", and there is no generated class of that name on the class path; add it, name another one with"
                + " specific.avro.value.type (for keys specific.avro.key.type), or read generic data with"
                + " specific.avro.reader=false");
    }
}

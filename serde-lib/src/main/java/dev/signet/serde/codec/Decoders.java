package dev.signet.serde.codec;

import dev.signet.serde.codec.compiled.CompiledReader;
import dev.signet.serde.codec.tree.TreeReader;
import dev.signet.serde.codec.tree.ValueReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Makes decoders: one for each writer's schema, all for the same kind of data. Safe for concurrent use. */
public final class Decoders {
    private final ReadAs readAs;
    private final RecordClasses classes;

    /** A model for each generated class, with the conversions of that class alone, and complete before it is seen. */
    private final Map<Class<?>, RecordClasses> models = new ConcurrentHashMap<>();

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
     * @throws UnreadableRecordException if generated classes are wanted and there is none for the schema, or if nothing
     *     can be read as the reader's schema because that is no good itself
     */
    public AvroDecoder of(Schema writer) {
        return new AvroDecoder(
                writer, resolved(writer), readAs.strictness(), readAs.trailing() == ReadAs.Trailing.IGNORED);
    }

    private ValueReader resolved(Schema writer) {
        try {
            return CompiledReader.of(reader(writer), readAs.generation());
        } catch (AvroRuntimeException refused) {
            throw new UnreadableRecordException(
                    "data of " + writer.getFullName() + " cannot be read as the reader's schema: "
                            + refused.getMessage(),
                    refused);
        }
    }

    private ValueReader reader(Schema writer) {
        if (readAs.target() instanceof ReadAs.Generic generic) {
            Schema expected = generic.schema().orElse(writer);
            return TreeReader.of(writer, expected, DataModels.generic(readAs.logicalTypes()));
        }
        if (readAs.target() instanceof ReadAs.Shaped shaped) {
            Schema expected = shaped.shape().apply(writer);
            return TreeReader.of(writer, expected, DataModels.generic(readAs.logicalTypes()));
        }
        Optional<Class<?>> wanted = ((ReadAs.Specific) readAs.target()).type();
        if (wanted.isEmpty() && writer.getType() != Schema.Type.RECORD) {
            return TreeReader.of(writer, writer, DataModels.generic(readAs.logicalTypes()));
        }
        Class<?> type = wanted.or(() -> classes.recordClass(writer)).orElseThrow(() -> noClass(writer));
        return specific(writer, type);
    }

    private ValueReader specific(Schema writer, Class<?> type) {
        RecordClasses model = models.computeIfAbsent(type, classes::withConversionsOf);
        return TreeReader.of(writer, model.getSchema(type), model);
    }

    private static UnreadableRecordException noClass(Schema writer) {
        return new UnreadableRecordException("the writer's schema names the record " + writer.getFullName()
                + ", and there is no generated class of that name on the class path; add it, name another one with"
                + " specific.avro.value.type (for keys specific.avro.key.type), or read generic data with"
                + " specific.avro.reader=false");
    }
}

package dev.signet.serde.reflect;

import dev.signet.serde.codec.UnreadableRecordException;
import dev.signet.serde.codec.UnwritableRecordException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Objects of ordinary classes and Java records as generic Avro data, and back. Their schemas are Avro's
 * ({@link org.apache.avro.reflect.ReflectData}), with its annotations except {@code @AvroEncode}. Records are made by
 * their canonical constructor, other objects by their constructor without parameters. Safe for concurrent use.
 */
public final class Reflection {
    private final JavaModel model;
    private final TrustedClasses classes;
    private final ToGeneric toGeneric;
    private final FromGeneric fromGeneric;

    /**
     * Reflection by one configuration.
     *
     * @param classes which classes data may be read as
     */
    public Reflection(Nulls nulls, TrustedClasses classes) {
        this.model = new JavaModel(nulls);
        this.classes = classes;
        this.toGeneric = new ToGeneric(model);
        this.fromGeneric = new FromGeneric(model);
    }

    /**
     * The schema of a datum's class: the same object for the same class.
     *
     * @throws UnwritableRecordException if Avro has none
     */
    public Schema schema(Object datum) {
        try {
            return model.getSchema(datum.getClass());
        } catch (AvroRuntimeException none) {
            throw new UnwritableRecordException(
                    "the class " + datum.getClass().getName() + " has no Avro schema: " + none.getMessage(), none);
        }
    }

    /**
     * A datum as generic data.
     *
     * @param schema what {@link #schema} has said
     * @throws UnwritableRecordException if a part of it has no counterpart in Avro
     */
    public @Nullable Object generic(Object datum, Schema schema) {
        try {
            return toGeneric.value(datum, schema);
        } catch (AvroRuntimeException | ClassCastException refused) {
            throw new UnwritableRecordException(
                    "a " + datum.getClass().getName() + " cannot be written as " + schema.getFullName() + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    /**
     * The schema that data of a writer's schema are to be read as, so that {@link #object} can make objects of them.
     *
     * @throws UnreadableRecordException if there is no class for them
     */
    public Schema readerSchema(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            return writer;
        }
        Class<?> type = classes.forData(writer);
        try {
            return model.getSchema(type);
        } catch (AvroRuntimeException none) {
            throw new UnreadableRecordException(
                    "the class " + type.getName() + " has no Avro schema: " + none.getMessage(), none);
        }
    }

    /**
     * The object that generic data stand for; data that are no record stay as they are.
     *
     * @param datum read as {@link #readerSchema} says
     * @throws UnreadableRecordException if its class cannot be made of them
     */
    public @Nullable Object object(@Nullable Object datum) {
        return datum instanceof GenericRecord record
                ? fromGeneric.value(record, record.getSchema(), Object.class)
                : datum;
    }
}

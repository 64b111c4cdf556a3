package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.serde.codec.DatumSchemas;
import dev.signet.serde.codec.FramedWriter;
import dev.signet.serde.codec.IdentityCache;
import dev.signet.serde.codec.UnwritableRecordException;
import dev.signet.serde.codec.WriterSchema;
import dev.signet.serde.config.Registries;
import dev.signet.serde.config.SerdeConfig;
import dev.signet.serde.config.Side;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro data for Kafka, framed with the id of its schema: generic and generated records, enums, fixed, arrays,
 * and the primitives ({@code Boolean}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, any
 * {@code CharSequence}, {@code byte[]}, {@code ByteBuffer}). {@code null} stays {@code null} (a tombstone), without a
 * word to the registry. Configuration: {@link SerdeConfig}. Safe for concurrent use once configured.
 */
public final class AvroSerializer implements Serializer<Object> {
    private final @Nullable SchemaRegistry given;
    private @Nullable SchemaRegistry registry;
    private @Nullable SerdeConfig config;
    private @Nullable FramedWriter writer;
    private @Nullable IdentityCache<WriterSchema> known;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {
        this.given = null;
    }

    /**
     * A serializer over a registry that the caller has and closes; {@link #configure} comes next.
     *
     * @param registry the registry; {@code schema.registry.url} is then not needed
     */
    public AvroSerializer(SchemaRegistry registry) {
        this.given = registry;
    }

    /**
     * Reads the configuration, and forgets an earlier one.
     *
     * @throws org.apache.kafka.common.config.ConfigException if it is wrong; the message lists every problem
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        close();
        Side side = Side.of(isKey);
        SerdeConfig read = given == null ? SerdeConfig.of(configs, side) : SerdeConfig.ofGiven(configs, side);
        SchemaRegistry opened = given == null ? Registries.open(read) : given;
        config = read;
        registry = opened;
        writer = new FramedWriter(opened, read.writeAs(), read.cacheSize());
        known = new IdentityCache<>(read.cacheSize());
    }

    /**
     * Says which id stands for a schema object. Records of exactly this object carry that id from now on, in every
     * topic, and the registry is not asked: for a schema that was registered in another way, such as with references to
     * types of other subjects.
     *
     * @param schema the object that the records return as their schema
     * @param id the id under which the registry holds it
     */
    public void bind(Schema schema, SchemaId id) {
        configured(writer).bind(schema, id);
        configured(known).clear();
    }

    /**
     * The bytes of a key or value.
     *
     * @throws SerializationException if the data is not Avro data or does not fit its schema, or the registry refuses it
     * @throws org.apache.kafka.common.errors.TimeoutException if the registry cannot be reached
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
        if (data == null) {
            return null;
        }
        Side side = configured(config).side();
        return Failures.writing(
                topic, side, () -> write(topic, DatumSchemas.of(data).orElseThrow(() -> notAvro(data)), data));
    }

    /** As {@link #serialize(String, Object)}, for a datum whose schema is known: it may be a union. */
    byte[] serialize(String topic, Schema schema, @Nullable Object datum) {
        return Failures.writing(topic, configured(config).side(), () -> write(topic, schema, datum));
    }

    private byte[] write(String topic, Schema schema, @Nullable Object datum) {
        IdentityCache<WriterSchema> chosen = configured(known);
        WriterSchema before = chosen.get(topic, schema);
        if (before != null) {
            return before.frame(datum);
        }
        WriterSchema choice = choose(topic, schema);
        chosen.put(topic, schema, choice);
        return choice.frame(datum);
    }

    private WriterSchema choose(String topic, Schema schema) {
        Optional<String> name =
                schema.getType() == Schema.Type.RECORD ? Optional.of(schema.getFullName()) : Optional.empty();
        Subject subject = configured(config).subject(topic, name);
        return configured(writer).writer(subject, schema);
    }

    private static UnwritableRecordException notAvro(Object data) {
        return new UnwritableRecordException("a " + data.getClass().getName()
                + " is not Avro data; give a GenericRecord, a generated record, or a primitive value");
    }

    private static <T> T configured(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the serializer is not configured yet: call configure first");
        }
        return part;
    }

    /** Lets go of the registry, unless it was given. Calling it again does nothing. */
    @Override
    public void close() {
        SchemaRegistry open = registry;
        registry = null;
        writer = null;
        known = null;
        config = null;
        if (open != null && given == null) {
            open.close();
        }
    }
}

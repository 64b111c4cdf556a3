package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.serde.codec.DatumSchemas;
import dev.signet.serde.codec.FramedWriter;
import dev.signet.serde.codec.IdentityCache;
import dev.signet.serde.codec.UnwritableRecordException;
import dev.signet.serde.codec.WriterSchema;
import dev.signet.serde.config.Registries;
import dev.signet.serde.config.SerdeConfig;
import dev.signet.serde.config.Side;
import dev.signet.serde.metrics.SerdeMetrics;
import dev.signet.serde.metrics.Work;
import dev.signet.serde.reflect.Reflection;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Avro data for Kafka, framed with the id or GUID of its schema: generic and generated records, enums, fixed,
 * arrays, and the primitives ({@code Boolean}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, any
 * {@code CharSequence}, {@code byte[]}, {@code ByteBuffer}); with {@code schema.reflection=true} also objects of ordinary
 * classes and Java records. {@code null} stays {@code null} (a tombstone), without a word to the registry.
 * Configuration: {@link SerdeConfig}. Safe for concurrent use once configured.
 */
public sealed class AvroSerializer implements Serializer<Object> permits MonitoredAvroSerializer {
    private static final Logger LOG = LoggerFactory.getLogger(AvroSerializer.class);

    private final SerdeMetrics metrics = new SerdeMetrics(Work.WRITING);
    private final LongAdder choices = new LongAdder();
    private final @Nullable SchemaRegistry given;
    private @Nullable SchemaRegistry registry;
    private @Nullable SerdeConfig config;
    private @Nullable FramedWriter writer;
    private @Nullable Subjects subjects;
    private @Nullable IdentityCache<WriterSchema> known;
    private Freshness fresh = new Freshness(Optional.empty());

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
        SerdeConfig read = read(configs, Side.of(isKey));
        read.warnings().forEach(LOG::warn);
        open(read);
    }

    private SerdeConfig read(Map<String, ?> configs, Side side) {
        return given == null ? SerdeConfig.of(configs, side) : SerdeConfig.ofGiven(configs, side);
    }

    private void open(SerdeConfig read) {
        close();
        SchemaRegistry opened = given == null ? Registries.open(read) : given;
        config = read;
        registry = opened;
        writer = new FramedWriter(opened, read.writeAs(), read.cacheSize());
        subjects = new Subjects(opened, read);
        IdentityCache<WriterSchema> empty = new IdentityCache<>(read.cacheSize());
        known = empty;
        fresh = new Freshness(read.choiceExpiry());
        metrics.open(read.use(), read.side(), new SerdeMetrics.Cache(choices::sum, empty::size), opened);
    }

    /**
     * Says which id stands for a schema object. Records of exactly this object carry that id from now on, in every
     * topic, and the registry is not asked: for a schema that was registered in another way, such as with references to
     * types of other subjects.
     *
     * @param schema the object that the records return as their schema
     * @param id the id under which the registry holds it
     * @throws IllegalStateException if the configuration asks for GUIDs, which this does not say
     */
    public void bind(Schema schema, SchemaId id) {
        configured(writer).bind(schema, id);
        configured(known).clear();
    }

    /** As {@link #bind(Schema, SchemaId)}, also for a serializer that writes GUIDs. */
    public void bind(Schema schema, SchemaId id, SchemaGuid guid) {
        configured(writer).bind(schema, id, guid);
        configured(known).clear();
    }

    /** As {@link #serialize(String, Headers, Object)}, for a record without headers. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
        return serialize(topic, null, data);
    }

    /**
     * The bytes of a key or value. With {@code HeaderSchemaIdSerializer} a header is added unless the last one of its
     * name says the same.
     *
     * @throws SerializationException if the data is not Avro data or does not fit its schema, or the registry refuses it
     * @throws org.apache.kafka.common.errors.RetriableException if the registry does not answer, and may do so later
     * @throws org.apache.kafka.common.errors.InvalidConfigurationException if it refuses the credentials, or is no registry
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Headers headers, @Nullable Object data) {
        if (data == null) {
            return null;
        }
        SerdeConfig current = configured(config);
        return Failures.writing(topic, current.side(), metrics, () -> {
            Optional<Schema> own = DatumSchemas.of(data);
            return own.isPresent()
                    ? write(topic, headers, own.get(), data)
                    : reflected(topic, headers, current.reflection().orElseThrow(() -> notAvro(data)), data);
        });
    }

    private byte[] reflected(String topic, @Nullable Headers headers, Reflection by, Object data) {
        Schema schema = by.schema(data);
        return write(topic, headers, schema, by.generic(data, schema));
    }

    /** As {@link #serialize(String, Headers, Object)}, for a datum whose schema is known: it may be a union. */
    byte[] serialize(String topic, @Nullable Headers headers, Schema schema, @Nullable Object datum) {
        return Failures.writing(topic, configured(config).side(), metrics, () -> write(topic, headers, schema, datum));
    }

    private byte[] write(String topic, @Nullable Headers headers, Schema schema, @Nullable Object datum) {
        WriterSchema chosen = writer(topic, schema);
        byte[] bytes = chosen.frame(datum);
        byte[] header = chosen.header();
        if (header != null) {
            add(header, headers);
        }
        return bytes;
    }

    private void add(byte[] header, @Nullable Headers headers) {
        String name = configured(config).side().header();
        if (headers == null) {
            throw new UnwritableRecordException("the id of its schema belongs into the record's header " + name
                    + ", and this call has no headers; call serialize(topic, headers, data), or use"
                    + " PrefixSchemaIdSerializer");
        }
        Header last = headers.lastHeader(name);
        if (last == null || !Arrays.equals(header, last.value())) {
            headers.add(name, header.clone());
        }
    }

    private WriterSchema writer(String topic, Schema schema) {
        IdentityCache<WriterSchema> chosen = configured(known);
        if (fresh.isOver()) {
            chosen.clear();
            configured(writer).forget();
        }
        WriterSchema before = chosen.get(topic, schema);
        if (before != null) {
            return before;
        }
        choices.increment();
        WriterSchema choice = configured(writer).writer(configured(subjects).of(topic, schema), schema);
        chosen.put(topic, schema, choice);
        return choice;
    }

    private static UnwritableRecordException notAvro(Object data) {
        return new UnwritableRecordException("a " + data.getClass().getName()
                + " is not Avro data; give a GenericRecord, a generated record, or a primitive value, or set schema.reflection=true to write"
                + " the fields of its class");
    }

    private static <T> T configured(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the serializer is not configured yet: call configure first");
        }
        return part;
    }

    /** What it counts. */
    SerdeMetrics metrics() {
        return metrics;
    }

    /** Lets go of the registry, unless it was given. Calling it again does nothing. */
    @Override
    public void close() {
        SchemaRegistry open = registry;
        metrics.close();
        registry = null;
        writer = null;
        subjects = null;
        known = null;
        config = null;
        if (open != null && given == null) {
            open.close();
        }
    }
}

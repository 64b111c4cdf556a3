package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.serde.codec.Decoders;
import dev.signet.serde.codec.FramedReader;
import dev.signet.serde.codec.RegistrySchemas;
import dev.signet.serde.config.ClassLoaders;
import dev.signet.serde.config.ErrorConfig;
import dev.signet.serde.config.OnError;
import dev.signet.serde.config.Registries;
import dev.signet.serde.config.SerdeConfig;
import dev.signet.serde.config.Side;
import dev.signet.serde.deadletter.UnreadableRecord;
import dev.signet.serde.metrics.SerdeMetrics;
import dev.signet.serde.metrics.Work;
import dev.signet.serde.reflect.Reflection;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Avro data from Kafka, framed by schema id or GUID, in front of the payload or in the record's headers. Builds
 * generic data in the writer's shape, objects of generated classes with {@code specific.avro.reader=true}, or objects of
 * ordinary classes and Java records with {@code schema.reflection=true}. Every payload is checked against its schema
 * before anything is built from it. {@code null} stays {@code null}. Configuration: {@link SerdeConfig}. Safe for
 * concurrent use once configured.
 */
public sealed class AvroDeserializer implements Deserializer<Object> permits MonitoredAvroDeserializer {
    private static final Logger LOG = LoggerFactory.getLogger(AvroDeserializer.class);

    private final SerdeMetrics metrics = new SerdeMetrics(Work.READING);
    private final @Nullable SchemaRegistry given;
    private @Nullable SchemaRegistry registry;
    private @Nullable SerdeConfig config;
    private @Nullable FramedReader reader;
    private OnError onError = OnError.FAIL;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {
        this.given = null;
    }

    /**
     * A deserializer over a registry that the caller has and closes; {@link #configure} comes next.
     *
     * @param registry the registry; {@code schema.registry.url} is then not needed
     */
    public AvroDeserializer(SchemaRegistry registry) {
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
        OnError wanted = ErrorConfig.of(configs).onError();
        read.warnings().forEach(LOG::warn);
        open(read);
        onError = wanted;
    }

    /**
     * As {@link #configure}, for who has told of the keys that have no effect, and is to hear of what cannot be read by
     * an exception.
     */
    void configureSilently(Map<String, ?> configs, boolean isKey) {
        open(read(configs, Side.of(isKey)));
        onError = OnError.FAIL;
    }

    private SerdeConfig read(Map<String, ?> configs, Side side) {
        return given == null ? SerdeConfig.of(configs, side) : SerdeConfig.ofGiven(configs, side);
    }

    private void open(SerdeConfig read) {
        close();
        SchemaRegistry opened = given == null ? Registries.open(read) : given;
        config = read;
        registry = opened;
        FramedReader framed = new FramedReader(
                new RegistrySchemas(opened),
                new Decoders(read.readAs(), ClassLoaders.users()),
                read.context(),
                read.cacheSize());
        reader = framed;
        metrics.open(read.use(), read.side(), new SerdeMetrics.Cache(framed::lookedUp, framed::remembered), opened);
    }

    /** As {@link #deserialize(String, Headers, byte[])}, for a record without headers. */
    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : datum(topic, null, data);
    }

    /**
     * The key or value of a record. With {@code on.error=skip} or {@code dead-letter}, one that cannot be read is an
     * {@link UnreadableRecord}, which {@link dev.signet.serde.deadletter.DeadLetters} passes over or routes.
     *
     * @throws SerializationException if it is not framed, its schema is unknown, or the payload is not valid; the
     *     message names the place inside the datum
     * @throws org.apache.kafka.common.errors.RetriableException if the registry does not answer, and may do so later
     * @throws org.apache.kafka.common.errors.InvalidConfigurationException if it refuses the credentials, or is no registry
     */
    @Override
    public @Nullable Object deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return data == null ? null : datum(topic, headers, data);
    }

    private @Nullable Object datum(String topic, @Nullable Headers headers, byte[] data) {
        if (onError == OnError.FAIL) {
            return read(topic, headers, data).datum();
        }
        try {
            return read(topic, headers, data).datum();
        } catch (SerializationException refused) {
            Side side = config == null ? Side.VALUE : config.side();
            return UnreadableRecord.of(side, headers, data, refused);
        }
    }

    /** The datum together with the schema that wrote it. */
    FramedReader.ReadRecord read(String topic, @Nullable Headers headers, byte[] data) {
        SerdeConfig current = config;
        FramedReader with = reader;
        if (current == null || with == null) {
            throw new IllegalStateException("the deserializer is not configured yet: call configure first");
        }
        return Failures.reading(topic, current.side(), metrics, data.length, () -> {
            byte[] prefix = current.idSource().prefix(headers);
            FramedReader.ReadRecord record = prefix == null ? with.read(data) : with.read(prefix, data);
            return current.reflection().isPresent()
                    ? object(record, current.reflection().get())
                    : record;
        });
    }

    private static FramedReader.ReadRecord object(FramedReader.ReadRecord record, Reflection by) {
        return new FramedReader.ReadRecord(record.schema(), by.object(record.datum()));
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
        reader = null;
        config = null;
        if (open != null && given == null) {
            open.close();
        }
    }
}

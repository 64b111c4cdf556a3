package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.metrics.Figure;
import dev.signet.serde.codec.FramedReader;
import dev.signet.serde.config.ConverterKeys;
import dev.signet.serde.connect.ConnectData;
import dev.signet.serde.connect.ConnectSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Connect data as framed Avro records, and back. Optional schemas are unions with null, maps with other keys than
 * strings are arrays of entries, Decimal, Date, Time and Timestamp are logical types. Takes the keys of
 * {@link AvroSerializer} and {@link AvroDeserializer}. Safe for concurrent use once configured.
 */
public sealed class AvroConverter implements Converter permits MonitoredAvroConverter {
    private final AvroSerializer serializer;
    private final AvroDeserializer deserializer;
    private ConnectData data = new ConnectData(ConnectSettings.DEFAULT);

    /** For Kafka Connect, which calls {@link #configure} next. */
    public AvroConverter() {
        this.serializer = new AvroSerializer();
        this.deserializer = new AvroDeserializer();
    }

    /** A converter over a registry that the caller has and closes; {@link #configure} comes next. */
    public AvroConverter(SchemaRegistry registry) {
        this.serializer = new AvroSerializer(registry);
        this.deserializer = new AvroDeserializer(registry);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Map<String, Object> plain = new HashMap<>(configs);
        // Connect has its own objects for logical types and records.
        plain.put("avro.use.logical.type.converters", false);
        plain.put("specific.avro.reader", false);
        plain.put("schema.reflection", false);
        data = new ConnectData(ConverterKeys.settings(configs));
        serializer.configure(plain, isKey);
        deserializer.configureSilently(plain, isKey);
    }

    /** As {@link #fromConnectData(String, Headers, Schema, Object)}, for a record without headers. */
    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        return written(topic, null, schema, value);
    }

    /**
     * The bytes of a record; {@code null} for {@code null}, whatever the schema.
     *
     * @throws DataException if there is no schema, or the value does not fit it
     * @throws RetriableException if the registry does not answer, and may do so later
     * @throws ConnectException if it refuses the credentials, or is no registry
     */
    @Override
    public byte @Nullable [] fromConnectData(
            String topic, Headers headers, @Nullable Schema schema, @Nullable Object value) {
        return written(topic, headers, schema, value);
    }

    private byte @Nullable [] written(
            String topic, @Nullable Headers headers, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (schema == null) {
            throw new DataException("the data of topic '" + topic + "' has no Connect schema; Avro needs one");
        }
        try {
            Object datum = data.avroValue(schema, value);
            return serializer.serialize(topic, headers, data.avroSchema(schema), datum);
        } catch (SerializationException refused) {
            throw new DataException(refused.getMessage(), refused);
        } catch (ApiException unavailable) {
            throw unavailable(unavailable);
        }
    }

    /** As {@link #toConnectData(String, Headers, byte[])}, for a record without headers. */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        return read(topic, null, value);
    }

    /**
     * The data of a record; {@link SchemaAndValue#NULL} for {@code null}.
     *
     * @throws DataException if the record cannot be read
     * @throws RetriableException if the registry does not answer, and may do so later
     * @throws ConnectException if it refuses the credentials, or is no registry
     */
    @Override
    public SchemaAndValue toConnectData(String topic, Headers headers, byte @Nullable [] value) {
        return read(topic, headers, value);
    }

    private SchemaAndValue read(String topic, @Nullable Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        try {
            FramedReader.ReadRecord record = deserializer.read(topic, headers, value);
            return data.connect(record.schema(), record.datum());
        } catch (SerializationException refused) {
            throw new DataException(refused.getMessage(), refused);
        } catch (ApiException unavailable) {
            throw unavailable(unavailable);
        }
    }

    /** Connect repeats what is retriable for {@code errors.retry.timeout}, and stops the task for the rest. */
    private static ConnectException unavailable(ApiException unavailable) {
        return unavailable instanceof org.apache.kafka.common.errors.RetriableException
                ? new RetriableException(unavailable.getMessage(), unavailable)
                : new ConnectException(unavailable.getMessage(), unavailable);
    }

    /** What it shows of what it counts, in both directions. */
    List<Figure> figures() {
        List<Figure> both = new ArrayList<>(serializer.metrics().shown());
        both.addAll(deserializer.metrics().shown());
        return both;
    }

    /** Lets go of the registry. */
    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}

package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} as one, for Kafka Streams. Safe for concurrent use once
 * configured.
 */
public final class AvroSerde implements Serde<Object> {
    private final AvroSerializer serializer;
    private final AvroDeserializer deserializer;

    /** For Kafka Streams, which calls {@link #configure} next. */
    public AvroSerde() {
        this(new AvroSerializer(), new AvroDeserializer());
    }

    /** A serde over a registry that the caller has and closes; {@link #configure} comes next. */
    public AvroSerde(SchemaRegistry registry) {
        this(new AvroSerializer(registry), new AvroDeserializer(registry));
    }

    private AvroSerde(AvroSerializer serializer, AvroDeserializer deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /**
     * Configures both halves alike, but for {@code on.error}: Kafka Streams and its stores are to hear of what cannot be
     * read by an exception, which {@link dev.signet.serde.streams.DeadLetterHandler} then answers as that key says.
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
        deserializer.configureSilently(configs, isKey);
    }

    @Override
    public Serializer<Object> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<Object> deserializer() {
        return deserializer;
    }

    /** Closes both halves. */
    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}

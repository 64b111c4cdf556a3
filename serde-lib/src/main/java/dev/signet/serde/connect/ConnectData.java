package dev.signet.serde.connect;

import dev.signet.client.internal.BoundedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Connect's schemas and data as Avro's, and back; schemas are converted once. Safe for concurrent use. */
public final class ConnectData {
    private final ConnectSettings settings;
    private final BoundedCache<Schema, org.apache.avro.Schema> avroSchemas;
    private final BoundedCache<org.apache.avro.Schema, Schema> connectSchemas;

    public ConnectData(ConnectSettings settings) {
        this.settings = settings;
        this.avroSchemas = new BoundedCache<>(settings.cacheSize());
        this.connectSchemas = new BoundedCache<>(settings.cacheSize());
    }

    /** The Avro schema of a Connect schema: the same object for an equal schema, as long as it is remembered. */
    public org.apache.avro.Schema avroSchema(Schema connect) {
        org.apache.avro.Schema known = avroSchemas.get(connect);
        if (known == null) {
            known = avroSchemas.put(connect, new ToAvroSchema(settings).schema(connect));
        }
        return known;
    }

    /** Connect data as generic Avro data. */
    public @Nullable Object avroValue(Schema connect, @Nullable Object value) {
        return new ToAvroValue(settings).value(value, connect, avroSchema(connect));
    }

    /** Avro data with its schema as Connect data with its schema. */
    public SchemaAndValue connect(org.apache.avro.Schema avro, @Nullable Object datum) {
        Schema known = connectSchemas.get(avro);
        if (known == null) {
            known = connectSchemas.put(avro, new FromAvroSchema(settings).schema(avro));
        }
        return new SchemaAndValue(known, FromAvroValue.value(datum, avro, known));
    }
}

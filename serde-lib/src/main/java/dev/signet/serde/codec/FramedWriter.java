package dev.signet.serde.codec;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.internal.BoundedCache;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of a registry: magic byte, schema id, payload, or another {@link WireForm}. The registry is asked once for each subject and schema
 * object. Safe for concurrent use.
 */
public final class FramedWriter {
    private final WriterSchemas schemas;
    private final WriteAs writeAs;
    private final BoundedCache<SubjectAndSchema, WriterSchema> known;
    private final Map<SchemaObject, WriterSchema> bound = new ConcurrentHashMap<>();

    /**
     * A writer over a registry.
     *
     * @param writeAs how records are written
     * @param cacheSize how many pairs of subject and schema are remembered
     */
    public FramedWriter(SchemaRegistry registry, WriteAs writeAs, int cacheSize) {
        this.schemas = new WriterSchemas(registry, writeAs);
        this.writeAs = writeAs;
        this.known = new BoundedCache<>(cacheSize);
    }

    /**
     * Says which id stands for a schema object: records of exactly this object carry that id from now on, and the
     * registry is not asked. For schemas that were registered in another way, such as with references.
     *
     * @throws IllegalStateException if records are to carry GUIDs
     */
    public void bind(Schema schema, SchemaId id) {
        if (writeAs.form() != WireForm.ID_PREFIX) {
            throw new IllegalStateException("records are written with the GUID of their schema, so schema id " + id
                    + " alone does not do; bind the schema to its id and GUID");
        }
        bound.put(new SchemaObject(schema), new WriterSchema(id, writeAs.encoder(schema)));
    }

    /** As {@link #bind(Schema, SchemaId)}, for records of any form. */
    public void bind(Schema schema, SchemaId id, SchemaGuid guid) {
        AvroEncoder encoder = writeAs.encoder(schema);
        bound.put(new SchemaObject(schema), WriterSchema.of(id, guid, encoder, writeAs.form()));
    }

    /** Lets the next record of each subject and schema ask the registry again, except what was bound. */
    public void forget() {
        known.clear();
    }

    /**
     * The bytes of a record. With {@link WireForm#GUID_HEADER} they are the payload alone, and its reader needs
     * {@link WriterSchema#header()} of {@link #writer}.
     *
     * @param subject the subject that its schema belongs to
     * @param schema the schema of the datum
     * @param datum the datum
     * @throws UnwritableRecordException if the registry refuses the schema, or the datum does not fit it
     */
    public byte[] write(Subject subject, Schema schema, @Nullable Object datum) {
        return writer(subject, schema).frame(datum);
    }

    /**
     * What data of a schema are written with under a subject.
     *
     * @throws UnwritableRecordException if the registry refuses the schema
     */
    public WriterSchema writer(Subject subject, Schema schema) {
        WriterSchema chosen = bound.isEmpty() ? null : bound.get(new SchemaObject(schema));
        if (chosen != null) {
            return chosen;
        }
        SubjectAndSchema key = new SubjectAndSchema(subject, new SchemaObject(schema));
        WriterSchema remembered = known.get(key);
        return remembered != null ? remembered : known.put(key, schemas.choose(subject, schema));
    }

    private record SubjectAndSchema(Subject subject, SchemaObject schema) {}

    /** A schema by its identity: comparing texts for each record would cost more than writing it. */
    private static final class SchemaObject {
        private final Schema schema;

        SchemaObject(Schema schema) {
            this.schema = Objects.requireNonNull(schema);
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof SchemaObject that && schema == that.schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }
}

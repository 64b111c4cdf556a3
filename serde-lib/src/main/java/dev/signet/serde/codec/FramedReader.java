package dev.signet.serde.codec;

import dev.signet.client.internal.BoundedCache;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.wire.Framing;
import dev.signet.schema.wire.WireFormat;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a registry, framed by id or by GUID. The registry is asked once for each. Safe for concurrent use.
 */
public final class FramedReader {
    private final RegistrySchemas schemas;
    private final Decoders decoders;
    private final Context context;
    private final IdTable<AvroDecoder> byId;
    private final BoundedCache<SchemaGuid, AvroDecoder> byGuid;

    /**
     * A reader over a registry.
     *
     * @param context where ids are looked up
     * @param cacheSize how many schemas are remembered
     */
    public FramedReader(RegistrySchemas schemas, Decoders decoders, Context context, int cacheSize) {
        this.schemas = schemas;
        this.decoders = decoders;
        this.context = context;
        this.byId = new IdTable<>(cacheSize);
        this.byGuid = new BoundedCache<>(cacheSize);
    }

    /**
     * A record's schema and datum.
     *
     * @param schema the writer's schema
     * @param datum what was made of the payload
     */
    public record ReadRecord(Schema schema, @Nullable Object datum) {}

    /**
     * Reads bytes that start with their prefix.
     *
     * @throws UnreadableRecordException if there is no prefix, its schema is unknown, or the payload is corrupt
     */
    public ReadRecord read(byte[] framed) {
        if (WireFormat.startsWithId(framed, 0, framed.length)) {
            AvroDecoder known = byId.get(WireFormat.idAt(framed, 0));
            if (known != null) {
                return read(known, framed, WireFormat.ID_LENGTH);
            }
        }
        Framing framing = WireFormat.read(framed);
        return read(decoder(framing), framed, prefixLength(framing));
    }

    /**
     * Reads a payload whose prefix stands elsewhere, such as in a message's headers.
     *
     * @throws UnreadableRecordException as {@link #read(byte[])}
     */
    public ReadRecord read(byte[] prefix, byte[] payload) {
        return read(decoder(WireFormat.read(prefix)), payload, 0);
    }

    /** How many schemas are remembered. */
    public int remembered() {
        return byId.size() + byGuid.size();
    }

    /** How many schemas were ever looked up because they were not remembered. */
    public long lookedUp() {
        return byId.added() + byGuid.added();
    }

    private static ReadRecord read(AvroDecoder decoder, byte[] bytes, int from) {
        return new ReadRecord(decoder.writer(), decoder.decode(bytes, from, bytes.length));
    }

    private static int prefixLength(Framing framing) {
        return framing instanceof Framing.ByGuid ? WireFormat.GUID_LENGTH : WireFormat.ID_LENGTH;
    }

    private AvroDecoder decoder(Framing framing) {
        if (framing instanceof Framing.ById byIdPrefix) {
            SchemaId id = byIdPrefix.id();
            AvroDecoder known = byId.get(id.value());
            return known != null ? known : byId.put(id, decoder(schemas.schema(context, id), "schema id " + id));
        } else if (framing instanceof Framing.ByGuid byGuidPrefix) {
            SchemaGuid guid = byGuidPrefix.guid();
            AvroDecoder known = byGuid.get(guid);
            return known != null
                    ? known
                    : byGuid.put(guid, decoder(schemas.schema(guid, context), "schema GUID " + guid));
        }
        throw new UnreadableRecordException("the record does not name its schema: "
                + ((Framing.Unframed) framing).reason() + "; was it written by a serializer with a registry?");
    }

    private AvroDecoder decoder(Answer<AvroSchema> answer, String what) {
        if (answer instanceof Answer.Done<AvroSchema> found) {
            return decoders.of(found.value().avro());
        }
        Refusal refusal = ((Answer.Refused<AvroSchema>) answer).refusal();
        throw new UnreadableRecordException("the registry has no schema for this record's " + what + " in context '"
                + context + "': " + refusal.message() + " (" + refusal.code().code()
                + "); is schema.registry.url the registry that the producer used?");
    }
}

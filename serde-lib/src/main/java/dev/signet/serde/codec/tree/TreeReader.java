package dev.signet.serde.codec.tree;

import org.apache.avro.Resolver;
import org.apache.avro.Resolver.Action;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Reads data of one writer's schema as data of a reader's. Which part of the one becomes which of the other, Avro's
 * resolver says, once; promotions, defaults and the order of the fields cost nothing afterwards. Safe for concurrent use.
 */
public final class TreeReader {
    private final ValueReader root;

    private TreeReader(ValueReader root) {
        this.root = root;
    }

    /**
     * A datum and where it ends.
     *
     * @param value the datum
     * @param end the place after its last byte
     */
    public record Read(@Nullable Object value, int end) {}

    /**
     * The reader of a pair of schemas.
     *
     * @param writer the schema of the bytes
     * @param reader the schema of the data
     * @param model what the data are made of
     */
    public static TreeReader of(Schema writer, Schema reader, GenericData model) {
        Action action = Resolver.resolve(Schema.applyAliases(writer, reader), reader, model);
        return new TreeReader(new ReaderBuilding(model).reader(action));
    }

    /**
     * Reads the datum that starts the bytes.
     *
     * @throws DamagedPayloadException if they do not start with one
     * @throws org.apache.avro.AvroRuntimeException if it is good, but does not resolve to the reader's schema
     */
    public Read read(byte[] bytes, int from, int to) {
        Input in = new Input(bytes, from, to);
        Object value = root.read(in);
        return new Read(value, in.position());
    }
}

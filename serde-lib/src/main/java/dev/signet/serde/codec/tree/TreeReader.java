package dev.signet.serde.codec.tree;

import org.apache.avro.Resolver;
import org.apache.avro.Resolver.Action;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Makes trees of readers. Which part of a writer's schema becomes which of a reader's, Avro's resolver says, once;
 * promotions, defaults and the order of the fields cost nothing afterwards.
 */
public final class TreeReader {
    private TreeReader() {}

    /**
     * The reader of a pair of schemas.
     *
     * @param writer the schema of the bytes
     * @param reader the schema of the data
     * @param model what the data are made of
     */
    public static ValueReader of(Schema writer, Schema reader, GenericData model) {
        Action action = Resolver.resolve(Schema.applyAliases(writer, reader), reader, model);
        return new ReaderBuilding(model).reader(action);
    }
}

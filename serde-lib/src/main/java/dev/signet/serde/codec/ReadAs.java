package dev.signet.serde.codec;

import dev.signet.schema.avro.plan.Strictness;
import dev.signet.serde.codec.compiled.CodeGeneration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/**
 * What a reader makes of payloads.
 *
 * @param target the kind of data
 * @param logicalTypes how generic data represents logical types
 * @param strictness what is asked of booleans and text
 * @param trailing what is done with bytes after the datum
 * @param generation when a class is made for a schema
 */
public record ReadAs(
        Target target, LogicalTypes logicalTypes, Strictness strictness, Trailing trailing, CodeGeneration generation) {
    /** Generic data in the writer's shape; what the usual deserializer does by default. */
    public static final ReadAs GENERIC = new ReadAs(
            new Generic(Optional.empty()),
            LogicalTypes.UNDERLYING,
            Strictness.LENIENT,
            Trailing.IGNORED,
            CodeGeneration.BACKGROUND);

    /** The kind of data that a reader builds. */
    public sealed interface Target {}

    /**
     * Avro's generic data.
     *
     * @param schema the shape that every record is resolved to; the writer's if empty
     */
    public record Generic(Optional<Schema> schema) implements Target {}

    /**
     * Objects of generated classes.
     *
     * @param type the class of every record; if empty, the one that the writer's schema names
     */
    public record Specific(Optional<Class<?>> type) implements Target {}

    /**
     * Avro's generic data, in a shape that depends on the writer's.
     *
     * @param shape gives the schema that data of a writer's schema are resolved to
     */
    public record Shaped(UnaryOperator<Schema> shape) implements Target {}

    /** Bytes after the datum. */
    public enum Trailing {
        IGNORED,
        REFUSED
    }

    public ReadAs withTarget(Target other) {
        return new ReadAs(other, logicalTypes, strictness, trailing, generation);
    }

    public ReadAs withGeneration(CodeGeneration other) {
        return new ReadAs(target, logicalTypes, strictness, trailing, other);
    }
}

package dev.signet.serde.codec;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.serde.codec.compiled.CodeGeneration;
import org.apache.avro.Schema;

/**
 * How records are written.
 *
 * @param choice where the schema id comes from
 * @param normalize whether the registry normalises a schema before it compares and stores it
 * @param logicalTypes how generic data represents logical types
 * @param javaProperties what becomes of {@code avro.java.string} in a registered text
 * @param form how a record names its schema
 * @param generation when a class is made for a schema
 */
public record WriteAs(
        SchemaChoice choice,
        Normalize normalize,
        LogicalTypes logicalTypes,
        JavaProperties javaProperties,
        WireForm form,
        CodeGeneration generation) {
    /** Registers what is written, as the usual serializer does by default. */
    public static final WriteAs REGISTERING = new WriteAs(
            new SchemaChoice.Register(),
            Normalize.NO,
            LogicalTypes.UNDERLYING,
            JavaProperties.KEPT,
            WireForm.ID_PREFIX,
            CodeGeneration.BACKGROUND);

    /** What Avro's code generator adds to schemas for Java. */
    public enum JavaProperties {
        KEPT,
        REMOVED
    }

    /** The text of a schema as it is registered or looked up. */
    String text(Schema schema) {
        Schema bare = javaProperties == JavaProperties.REMOVED ? JavaStringTypes.removed(schema) : schema;
        return AvroSchema.of(bare).canonicalText();
    }

    /** What writes data of a schema. */
    AvroEncoder encoder(Schema schema) {
        return AvroEncoder.of(schema, logicalTypes, generation);
    }

    /** What writes data of one schema as data of another one. */
    AvroEncoder encoder(Schema source, Schema written) {
        return AvroEncoder.through(source, written, logicalTypes, generation);
    }

    public WriteAs withChoice(SchemaChoice other) {
        return new WriteAs(other, normalize, logicalTypes, javaProperties, form, generation);
    }

    public WriteAs withForm(WireForm other) {
        return new WriteAs(choice, normalize, logicalTypes, javaProperties, other, generation);
    }
}

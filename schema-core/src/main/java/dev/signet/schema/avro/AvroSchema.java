package dev.signet.schema.avro;

import dev.signet.schema.SchemaType;
import dev.signet.schema.avro.resolution.Resolution;
import dev.signet.schema.compat.Changes;
import dev.signet.schema.compat.PairBudget;
import dev.signet.schema.compat.Readability;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.ParsedSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A parsed Avro schema with the texts that follow from it. */
public final class AvroSchema implements ParsedSchema {
    private final Schema schema;
    private final Map<String, Schema> external;
    private final Optional<TypeDefinitions> definitions;
    private final int mostPairs;
    private final String canonicalText;
    private volatile @Nullable String normalizedText;
    private volatile @Nullable String resolvedText;

    private AvroSchema(
            Schema schema, Map<String, Schema> external, Optional<TypeDefinitions> definitions, int mostPairs) {
        this.schema = schema;
        this.external = external;
        this.definitions = definitions;
        this.mostPairs = mostPairs;
        this.canonicalText = CanonicalText.of(schema, external);
    }

    /**
     * A schema that was parsed from a text.
     *
     * @param schema Avro's own object
     * @param external named types that belong to referenced schemas, by full name
     * @param definitions what the text defines itself
     * @param mostPairs pairs of types that a comparison may look at
     */
    static AvroSchema of(Schema schema, Map<String, Schema> external, TypeDefinitions definitions, int mostPairs) {
        return new AvroSchema(schema, external, Optional.of(definitions), mostPairs);
    }

    /** A schema without references that was parsed elsewhere, such as the one that a record carries. */
    public static AvroSchema of(Schema schema) {
        return new AvroSchema(schema, Map.of(), Optional.empty(), Bound.PAIRS.standard());
    }

    /** Avro's own object, with all references resolved. */
    public Schema avro() {
        return schema;
    }

    /** What its text defines for others; empty if it was not parsed from a text. */
    Optional<TypeDefinitions> definitions() {
        return definitions;
    }

    @Override
    public SchemaType type() {
        return SchemaType.AVRO;
    }

    @Override
    public String canonicalText() {
        return canonicalText;
    }

    @Override
    public String normalizedText() {
        String text = normalizedText;
        if (text == null) {
            text = Normalization.text(schema, external);
            normalizedText = text;
        }
        return text;
    }

    @Override
    public String resolvedText() {
        String text = resolvedText;
        if (text == null) {
            text = Normalization.text(schema, Map.of());
            resolvedText = text;
        }
        return text;
    }

    @Override
    public String recordName() {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            default -> "";
        };
    }

    @Override
    public List<String> fieldNames() {
        return schema.getType() == Schema.Type.RECORD
                ? schema.getFields().stream().map(Schema.Field::name).toList()
                : List.of();
    }

    @Override
    public Readability readabilityOf(ParsedSchema writer) {
        return Resolution.of(schema, avro(writer), mostPairs);
    }

    @Override
    public Readability readabilityOf(ParsedSchema writer, PairBudget budget) {
        return Resolution.of(schema, avro(writer), mostPairs, budget);
    }

    @Override
    public Changes changesSince(ParsedSchema older) {
        return AvroChanges.between(avro(older), schema);
    }

    private static Schema avro(ParsedSchema other) {
        if (other instanceof AvroSchema that) {
            return that.schema;
        }
        throw new IllegalArgumentException("an Avro schema is compared with Avro schemas only, not " + other.type());
    }

    @Override
    public String toString() {
        return canonicalText;
    }
}

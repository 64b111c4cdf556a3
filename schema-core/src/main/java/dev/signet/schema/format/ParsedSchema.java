package dev.signet.schema.format;

import dev.signet.schema.SchemaType;
import dev.signet.schema.compat.Changes;
import dev.signet.schema.compat.PairBudget;
import dev.signet.schema.compat.Readability;
import java.util.List;

/** A schema that was understood. Immutable and safe for concurrent use. */
public interface ParsedSchema {
    SchemaType type();

    /** The text that is stored and identified: one spelling for white space, attribute order and name forms. */
    String canonicalText();

    /** The canonical text after also sorting what has no meaning in its order (aliases, custom properties). */
    String normalizedText();

    /** The canonical text with every referenced type written out. */
    String resolvedText();

    /** The name that records of this schema carry, or an empty string if the schema has none. */
    String recordName();

    /** The names of the fields at the top of the schema, in their order; none if it is no record. */
    List<String> fieldNames();

    /**
     * Whether this schema, as reader, can read all data of the writer.
     *
     * @param writer a schema of the same type
     */
    Readability readabilityOf(ParsedSchema writer);

    /**
     * The same within what is left for several comparisons; one that would take more is too complex.
     *
     * @param writer a schema of the same type
     */
    default Readability readabilityOf(ParsedSchema writer, PairBudget budget) {
        return readabilityOf(writer);
    }

    /**
     * What differs in this schema from an older one.
     *
     * @param older a schema of the same type
     */
    Changes changesSince(ParsedSchema older);

    /** Whether both are the same but for spelling: same normalised text once references are written out. */
    default boolean isEquivalentTo(ParsedSchema other) {
        // Most schemas differ at first sight, and their normalised texts are dear.
        return type() == other.type()
                && recordName().equals(other.recordName())
                && fieldNames().equals(other.fieldNames())
                && (normalizedText().equals(other.normalizedText())
                        || resolvedText().equals(other.resolvedText()));
    }
}

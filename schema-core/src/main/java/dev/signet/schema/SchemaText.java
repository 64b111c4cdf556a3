package dev.signet.schema;

import java.util.List;
import java.util.Optional;

/**
 * A schema as somebody wrote it: not parsed, not known to be valid.
 *
 * @param type the language of the text
 * @param text the text
 * @param references the types that it takes from other subjects
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 */
public record SchemaText(
        SchemaType type,
        String text,
        List<SchemaReference> references,
        Optional<Metadata> metadata,
        Optional<RuleSet> ruleSet) {
    public SchemaText {
        references = List.copyOf(references);
    }

    /** An Avro text that stands alone. */
    public static SchemaText avro(String text) {
        return avro(text, List.of());
    }

    /** An Avro text with references. */
    public static SchemaText avro(String text, List<SchemaReference> references) {
        return new SchemaText(SchemaType.AVRO, text, references, Optional.empty(), Optional.empty());
    }

    public SchemaText withText(String other) {
        return new SchemaText(type, other, references, metadata, ruleSet);
    }

    public SchemaText withReferences(List<SchemaReference> other) {
        return new SchemaText(type, text, other, metadata, ruleSet);
    }

    public SchemaText withMetadata(Optional<Metadata> other) {
        return new SchemaText(type, text, references, other, ruleSet);
    }

    public SchemaText withRuleSet(Optional<RuleSet> other) {
        return new SchemaText(type, text, references, metadata, other);
    }
}

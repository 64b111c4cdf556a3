package dev.signet.schema.compat;

import dev.signet.schema.SchemaType;
import dev.signet.schema.format.ParsedSchema;
import java.util.List;

/** A schema in a language that this build does not have. */
final class OtherLanguage implements ParsedSchema {
    @Override
    public SchemaType type() {
        return SchemaType.JSON;
    }

    @Override
    public String canonicalText() {
        return "{}";
    }

    @Override
    public String normalizedText() {
        return "{}";
    }

    @Override
    public String resolvedText() {
        return "{}";
    }

    @Override
    public String recordName() {
        return "";
    }

    @Override
    public List<String> fieldNames() {
        return List.of();
    }

    @Override
    public Readability readabilityOf(ParsedSchema writer) {
        return new Readability(List.of(), List.of());
    }

    @Override
    public Changes changesSince(ParsedSchema older) {
        return Changes.NONE;
    }
}

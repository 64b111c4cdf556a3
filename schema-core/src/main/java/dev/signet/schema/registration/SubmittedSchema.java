package dev.signet.schema.registration;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.settings.ConfigSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schema that somebody hands in and that was understood.
 *
 * @param canonical what would be stored, and its identity
 * @param parsed the schema itself
 * @param objection why it may not be registered as new although it can be read
 */
public record SubmittedSchema(CanonicalSchema canonical, ParsedSchema parsed, Optional<ParseResult.Invalid> objection) {
    /** Which text is stored. */
    public enum Spelling {
        CANONICAL,
        NORMALIZED
    }

    /** What came of reading it. */
    public sealed interface Result {
        /** It is a schema. */
        record Understood(SubmittedSchema schema) implements Result {}

        /** It is none. */
        record Refused(ParseResult.Invalid reason) implements Result {}
    }

    /**
     * Reads a schema.
     *
     * @param schema text, references that name versions, metadata and rules as they are to be stored
     * @param dependencies what it refers to, directly or not, each after what it needs itself
     */
    public static Result read(
            SchemaFormat format, SchemaText schema, Spelling spelling, List<ResolvedReference> dependencies) {
        ParseResult strict = format.parse(schema.text(), dependencies, Strictness.NEW);
        if (strict instanceof ParseResult.Parsed fine) {
            return new Result.Understood(of(schema, spelling, fine.schema(), Optional.empty()));
        }
        ParseResult.Invalid objection = (ParseResult.Invalid) strict;
        // What was imported or registered under other rules must still be found by its text.
        ParseResult lenient = format.parse(schema.text(), dependencies, Strictness.STORED);
        if (lenient instanceof ParseResult.Parsed stored) {
            return new Result.Understood(of(schema, spelling, stored.schema(), Optional.of(objection)));
        }
        // Both readings refuse it; the stricter one has found a bound that it is over, if that is why.
        return new Result.Refused(objection.excess().isPresent() ? objection : (ParseResult.Invalid) lenient);
    }

    private static SubmittedSchema of(
            SchemaText schema, Spelling spelling, ParsedSchema parsed, Optional<ParseResult.Invalid> objection) {
        SchemaText stored = spelling == Spelling.NORMALIZED
                ? schema.withText(parsed.normalizedText()).withReferences(sorted(schema.references()))
                : schema.withText(parsed.canonicalText());
        return new SubmittedSchema(CanonicalSchema.of(stored), parsed, objection);
    }

    private static List<SchemaReference> sorted(List<SchemaReference> references) {
        return references.stream()
                .distinct()
                .sorted(Comparator.comparing(SchemaReference::name)
                        .thenComparing(SchemaReference::subject)
                        .thenComparingInt(SchemaReference::version))
                .toList();
    }

    /**
     * Why it may not become a new version, whatever the versions before it are. A setting may spare a schema the checks
     * of names and defaults, but not the bounds.
     */
    public Optional<ParseResult.Invalid> refusedAsNew(ConfigSettings config) {
        return objection.filter(invalid ->
                config.validateNewSchemas().orElse(true) || invalid.excess().isPresent());
    }

    /** Whether a stored schema is the same but for spelling. */
    public boolean isSpelledOtherwiseIn(SchemaText found, ParsedSchema stored) {
        SchemaText wanted = canonical.content();
        boolean sameReferences = wanted.references().equals(found.references())
                // A text with the referenced types written out is the same schema.
                || wanted.references().isEmpty();
        return sameReferences
                && wanted.ruleSet().equals(found.ruleSet())
                && isSame(wanted.metadata(), found.metadata())
                && parsed.isEquivalentTo(stored);
    }

    /** A demanded version that only one side knows makes no difference. */
    private static boolean isSame(Optional<Metadata> left, Optional<Metadata> right) {
        return demandsVersion(left) && demandsVersion(right)
                ? left.equals(right)
                : withoutVersion(left).equals(withoutVersion(right));
    }

    private static boolean demandsVersion(Optional<Metadata> metadata) {
        return metadata.map(said -> said.properties().containsKey(Metadata.VERSION_PROPERTY))
                .orElse(false);
    }

    private static Optional<Metadata> withoutVersion(Optional<Metadata> metadata) {
        return metadata.map(said -> {
                    TreeMap<String, String> properties = new TreeMap<>(said.properties());
                    properties.remove(Metadata.VERSION_PROPERTY);
                    return new Metadata(said.tags(), properties, said.sensitive());
                })
                .filter(said -> !(said.tags().isEmpty()
                        && said.properties().isEmpty()
                        && said.sensitive().isEmpty()));
    }
}

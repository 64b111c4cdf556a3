package dev.signet.schema.registration;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Version;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.settings.ConfigSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * With which versions a new schema is compared, and how, by the settings in force.
 *
 * @param config what is in force; its level is set
 */
public record ComparisonRules(ConfigSettings config) {
    /**
     * A live version with its schema.
     *
     * @param version its number
     * @param id its schema id
     * @param text the schema as stored
     * @param parsed the same, understood
     */
    public record LiveVersion(Version version, SchemaId id, SchemaText text, ParsedSchema parsed) {}

    /** The level in force. */
    public CompatibilityLevel level() {
        return config.compatibilityLevel().orElseThrow();
    }

    /** Whether reserved names of fields count. */
    public boolean validatesFields() {
        return config.validateFields().orElse(false);
    }

    /** Whether anything is compared at all. */
    public boolean compares() {
        return level() != CompatibilityLevel.NONE || validatesFields();
    }

    /**
     * The versions that have to be looked at; which of them are in the schema's group, only their metadata say.
     *
     * @param newestFirst the live versions
     */
    public <T> List<T> counting(List<T> newestFirst) {
        if (!compares() || newestFirst.isEmpty()) {
            return List.of();
        }
        boolean newestSuffices =
                !level().isTransitive() && config.compatibilityGroup().isEmpty();
        return newestSuffices ? newestFirst.subList(0, 1) : newestFirst;
    }

    /**
     * The verdict.
     *
     * @param schema the new schema as it would be stored
     * @param parsed the same, understood
     * @param counting the versions that {@link #counting} named, newest first
     */
    public Verdict verdict(
            CompatibilityChecker checker, SchemaText schema, ParsedSchema parsed, List<LiveVersion> counting) {
        if (counting.isEmpty()) {
            return new Verdict.Compatible();
        }
        Optional<String> group = group(schema);
        List<EarlierVersion> history = counting.stream()
                .filter(live -> group(live.text()).equals(group))
                .map(live -> new EarlierVersion(live.version(), live.id(), live.parsed(), reserved(live.text())))
                .toList();
        return validatesFields()
                ? checker.check(parsed, reserved(schema), history, level())
                : checker.check(parsed, history, level());
    }

    private Optional<String> group(SchemaText schema) {
        return config.compatibilityGroup()
                .flatMap(property -> schema.metadata()
                        .flatMap(said -> Optional.ofNullable(said.properties().get(property))));
    }

    private static Set<String> reserved(SchemaText schema) {
        return schema.metadata().map(Metadata::reservedFields).orElseGet(Collections::emptySortedSet);
    }
}

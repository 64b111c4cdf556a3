package dev.signet.server.registry;

import dev.signet.schema.UnicodeText;
import java.util.Optional;

/**
 * Which versions a list is about.
 *
 * @param prefix their subjects
 * @param deleted whether soft-deleted ones belong to it
 * @param which whether only the latest admitted version of each subject does
 * @param ruleType the type of a rule that they must have; empty if they need none
 * @param usage what resources must do with their subjects
 */
public record SchemaList(
        SchemaQueries.SubjectPrefix prefix, Deleted deleted, Which which, Optional<String> ruleType, Usage usage) {
    /**
     * A list whatever rules there are and whoever uses the subjects.
     *
     * @param prefix as clients write it
     */
    public static SchemaList of(String prefix, Deleted deleted, Which which) {
        return new SchemaList(SchemaQueries.SubjectPrefix.parse(prefix), deleted, which, Optional.empty(), Usage.ANY);
    }

    /** Whether there can be such versions at all, and a store be asked. */
    boolean isWellFormed() {
        return prefix.isWellFormed()
                && ruleType.map(UnicodeText::isWellFormed).orElse(true)
                && usage.resourceType().map(UnicodeText::isWellFormed).orElse(true);
    }

    public SchemaList withRuleType(Optional<String> wanted) {
        return new SchemaList(prefix, deleted, which, wanted, usage);
    }

    public SchemaList withUsage(Usage wanted) {
        return new SchemaList(prefix, deleted, which, ruleType, wanted);
    }
}

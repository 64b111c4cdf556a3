package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.Metadata;
import dev.signet.schema.RuleSet;
import dev.signet.schema.format.TagEdit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new version made of an older one: other tags inside the text, other metadata, other rules.
 *
 * @param newVersion the version that it must become; absent: the next
 * @param tagsToAdd tags to write into the text
 * @param tagsToRemove tags to take out of the text
 * @param metadata what is said beside the text from now on; absent: what the older version says
 * @param ruleSet the rules that travel with it from now on; absent: those of the older version
 * @param rulesToMerge rules to add, in place of those of the same name
 * @param rulesToRemove names of rules to take away
 */
public record ModifyTagsRequest(
        @Nullable Integer newVersion,
        @Nullable List<SchemaTagsJson> tagsToAdd,
        @Nullable List<SchemaTagsJson> tagsToRemove,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable RuleSetJson rulesToMerge,
        @Nullable List<String> rulesToRemove) {
    /** What is to happen to the tags inside the text. */
    public Answer<TagEdit> tagEdit() {
        return SchemaTagsJson.edit(TagEdit.Propagation.NO, tagsToAdd, tagsToRemove);
    }

    /** The metadata, if it is replaced. */
    public Optional<Metadata> newMetadata() {
        return Optional.ofNullable(metadata).map(MetadataJson::metadata);
    }

    /** The rules, if they are replaced. */
    public Answer<Optional<RuleSet>> newRuleSet() {
        return rules(ruleSet);
    }

    /** The rules that are added. */
    public Answer<Optional<RuleSet>> mergedRules() {
        return rules(rulesToMerge);
    }

    /** The names of the rules that are taken away. */
    public List<String> removedRules() {
        return rulesToRemove == null ? List.of() : rulesToRemove;
    }

    private static Answer<Optional<RuleSet>> rules(@Nullable RuleSetJson given) {
        return given == null ? Answer.done(Optional.empty()) : given.ruleSet().map(Optional::of);
    }
}

package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields that together are a schema, in whichever body they stand. */
interface SchemaFields {
    @Nullable
    String schema();

    @Nullable
    String schemaType();

    @Nullable
    List<ReferenceJson> references();

    @Nullable
    MetadataJson metadata();

    @Nullable
    RuleSetJson ruleSet();

    /** The schema; an absent text is empty. Refused for an unknown type and for incomplete references or rules. */
    default Answer<SchemaText> schemaText() {
        return type().then(known -> ReferenceJson.references(references())
                .then(references -> rules().map(rules -> new SchemaText(
                        known,
                        Optional.ofNullable(schema()).orElse(""),
                        references,
                        Optional.ofNullable(metadata()).map(MetadataJson::metadata),
                        rules))));
    }

    private Answer<SchemaType> type() {
        String written = schemaType();
        if (written == null || written.isEmpty()) {
            return Answer.done(SchemaType.AVRO);
        }
        return Answer.ofOptional(
                SchemaType.named(written),
                ErrorCode.INVALID_SCHEMA.refusal("Invalid schema type '%s'. Valid types, in this spelling, are %s"
                        .formatted(written, Arrays.toString(SchemaType.values()))));
    }

    private Answer<Optional<RuleSet>> rules() {
        RuleSetJson given = ruleSet();
        return given == null ? Answer.done(Optional.empty()) : given.ruleSet().map(Optional::of);
    }
}

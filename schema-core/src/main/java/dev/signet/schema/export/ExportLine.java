package dev.signet.schema.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.ReferenceJson;
import dev.signet.schema.rest.RegisterRequest;
import dev.signet.schema.rest.RuleSetJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of all lines; which of them a line has depends on what it is about. */
@JsonPropertyOrder({
    "item",
    "format",
    "subjects",
    "texts",
    "revisions",
    "context",
    "subject",
    "version",
    "id",
    "guid",
    "state",
    "revision",
    "mode",
    "modeInForce",
    "config",
    "configInForce",
    "schemaType",
    "references",
    "metadata",
    "ruleSet",
    "schema",
    "resourceType",
    "resourceNamespace",
    "resourceName",
    "resourceId",
    "associationType",
    "lifecycle",
    "frozen",
    "items"
})
record ExportLine(
        @Nullable String item,
        @Nullable Integer format,
        @Nullable List<String> subjects,
        @Nullable String texts,
        @Nullable String revisions,
        @Nullable String context,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String guid,
        @Nullable String state,
        @Nullable Long revision,
        @Nullable String mode,
        @Nullable String modeInForce,
        @Nullable ConfigReply config,
        @Nullable ConfigReply configInForce,
        @Nullable String schemaType,
        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable String schema,
        @Nullable String resourceType,
        @Nullable String resourceNamespace,
        @Nullable String resourceName,
        @Nullable String resourceId,
        @Nullable String associationType,
        @Nullable String lifecycle,
        @Nullable Boolean frozen,
        @Nullable Long items) {
    /** Refused for an unknown type and for incomplete references or rules. */
    Answer<SchemaText> schemaText() {
        return new RegisterRequest(schema, schemaType, references, metadata, ruleSet, null, null, null, null, null)
                .schemaText();
    }
}

package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one change of a change set.
 *
 * @param subject the subject, the one behind an alias; empty for the default context's settings
 * @param outcome NEW, EXISTING, CONFIGURED or REFUSED
 * @param version the version that the schema is
 * @param id its schema id; absent while it is yet to be drawn
 * @param guid its content's name
 * @param config the settings of the scope
 * @param errorCode the code that the change alone would be refused with
 * @param message the same, as text for people
 * @param details for an incompatible schema: every reason, as data
 * @param warnings what the author of a new schema should know all the same
 */
public record ChangeReply(
        @Nullable String subject,
        @Nullable String outcome,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String guid,
        @Nullable ConfigReply config,
        @JsonProperty("error_code") @Nullable Integer errorCode,
        @Nullable String message,
        @Nullable List<DifferenceJson> details,
        @Nullable List<DifferenceJson> warnings) {}

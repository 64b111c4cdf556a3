package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change set.
 *
 * @param errorCode if it was to be applied and is refused: the code
 * @param message the same, as text for people
 * @param accepted whether none of its changes is refused
 * @param applied whether they were written
 * @param cursor names the state that the verdicts are about; absent once they were written
 * @param changes what came of each change, in the order of the request
 */
public record ChangeSetReply(
        @JsonProperty("error_code") @Nullable Integer errorCode,
        @Nullable String message,
        boolean accepted,
        boolean applied,
        @Nullable String cursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChangeReply> changes) {}

package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.schema.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success.
 *
 * @param errorCode the code of {@link dev.signet.schema.ErrorCode}, or the HTTP status
 * @param message the text for people
 * @param details for an incompatible schema: every reason, as data
 */
public record ErrorReply(
        @JsonProperty("error_code") int errorCode,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String message,
        @Nullable List<DifferenceJson> details) {
    /** A refusal under its own code. */
    public static ErrorReply of(Refusal refusal) {
        return of(refusal, refusal.code().code());
    }

    /** A refusal under a code that an older client expects. */
    public static ErrorReply of(Refusal refusal, int errorCode) {
        return new ErrorReply(errorCode, refusal.message(), DifferenceJson.of(refusal.differences()));
    }
}

package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a schema.
 *
 * @param isCompatible whether it may follow
 * @param messages every reason in the words that clients know; absent unless asked for
 * @param details every reason as data; absent unless asked for
 * @param warnings what the author of a compatible schema should know all the same; absent unless asked for
 */
public record CompatibilityReply(
        @JsonProperty("is_compatible") boolean isCompatible,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> messages,
        @Nullable List<DifferenceJson> details,
        @Nullable List<DifferenceJson> warnings) {
    /** Without warnings. */
    public CompatibilityReply(
            boolean isCompatible, @Nullable List<String> messages, @Nullable List<DifferenceJson> details) {
        this(isCompatible, messages, details, null);
    }
}

package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who depends on a subject over references and, if it was asked with a schema, what becomes of them.
 *
 * @param subject the subject
 * @param verdict INCOMPATIBLE if one is broken, COMPATIBLE if every one was judged so, else UNDECIDED; absent where
 *     nothing was judged
 * @param dependents a page of them, by subject and version
 * @param total how many there are, as far as references were followed
 * @param complete whether all references were followed
 */
public record ImpactReply(
        @Nullable String subject,
        @Nullable String verdict,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<Dependent> dependents,
        int total,
        boolean complete) {
    /**
     * A version that depends on the subject.
     *
     * @param subject its subject
     * @param version its number
     * @param id its schema id
     * @param path the references that lead from it to the subject, one after the other
     * @param level the compatibility level in force for it; absent where nothing was judged
     * @param verdict COMPATIBLE, INCOMPATIBLE, INVALID (no schema any more) or UNDECIDED; absent as the level
     * @param message why it is invalid or undecided
     * @param details why it is incompatible
     * @param warnings what its author should know although it is compatible
     */
    public record Dependent(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String subject,

            @Nullable Integer version,
            @Nullable Integer id,
            @Nullable List<ReferenceJson> path,
            @Nullable String level,
            @Nullable String verdict,
            @Nullable String message,
            @Nullable List<DifferenceJson> details,
            @Nullable List<DifferenceJson> warnings) {}
}

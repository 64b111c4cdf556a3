package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found.
 *
 * @param hits the versions, by subject and version
 * @param pending how many schemas could not be looked at yet; the next search goes on with them
 */
public record SearchReply(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<Hit> hits, int pending) {
    /**
     * A version that was found.
     *
     * @param subject the subject
     * @param version its number
     * @param id the schema id
     * @param guid the name of its content
     * @param schemaType the language of its text
     * @param deleted whether it is soft-deleted
     * @param matches by what it was found, the first few
     */
    public record Hit(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String subject,

            @Nullable Integer version,
            @Nullable Integer id,
            @Nullable String guid,
            @Nullable String schemaType,
            boolean deleted,
            @Nullable List<Match> matches) {}

    /**
     * A part of a version that fits.
     *
     * @param in where it stands: subject, id, name, field or doc
     * @param text the name, or the beginning of the doc
     */
    public record Match(@Nullable String in, @Nullable String text) {}
}

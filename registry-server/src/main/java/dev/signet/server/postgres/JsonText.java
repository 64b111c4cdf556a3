package dev.signet.server.postgres;

import dev.signet.schema.Answer;
import dev.signet.schema.Metadata;
import dev.signet.schema.RuleSet;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.rest.RuleSetJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Metadata and rules as the text of a column: the JSON that clients know. */
final class JsonText {
    private JsonText() {}

    static @Nullable String of(Optional<Metadata> metadata) {
        return text(MetadataJson.of(metadata));
    }

    static @Nullable String ofRules(Optional<RuleSet> ruleSet) {
        return text(RuleSetJson.of(ruleSet));
    }

    static Optional<Metadata> metadata(@Nullable String column) {
        return column == null
                ? Optional.empty()
                : Optional.of(read(column, MetadataJson.class).metadata());
    }

    static Optional<RuleSet> ruleSet(@Nullable String column) {
        return column == null
                ? Optional.empty()
                : Optional.of(orFail(read(column, RuleSetJson.class).ruleSet(), column));
    }

    private static @Nullable String text(@Nullable Object json) {
        return json == null ? null : new String(RestJson.bytes(json), StandardCharsets.UTF_8);
    }

    private static <T> T read(String column, Class<T> type) {
        return orFail(RestJson.read(column.getBytes(StandardCharsets.UTF_8), type), column);
    }

    private static <T> T orFail(Answer<T> answer, String column) {
        return answer.asOptional()
                .orElseThrow(() -> new IllegalStateException("a stored JSON text cannot be read: " + column));
    }
}

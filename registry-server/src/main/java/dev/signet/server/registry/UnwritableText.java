package dev.signet.server.registry;

import dev.signet.schema.Metadata;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.UnicodeText;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks for text that no database can hold beside a schema's own. */
final class UnwritableText {
    private UnwritableText() {}

    static boolean isAbsentFrom(Metadata metadata) {
        return Stream.of(
                        metadata.tags().keySet().stream(),
                        metadata.tags().values().stream().flatMap(Collection::stream),
                        metadata.properties().keySet().stream(),
                        metadata.properties().values().stream(),
                        metadata.sensitive().stream())
                .flatMap(texts -> texts)
                .allMatch(UnicodeText::isWellFormed);
    }

    static boolean isAbsentFrom(RuleSet rules) {
        return Stream.of(rules.migrationRules(), rules.domainRules(), rules.encodingRules())
                        .flatMap(Collection::stream)
                        .flatMap(UnwritableText::texts)
                        .allMatch(UnicodeText::isWellFormed)
                && (rules.enableAt() == null || UnicodeText.isWellFormed(rules.enableAt()));
    }

    private static Stream<String> texts(Rule rule) {
        Stream<String> own = Stream.of(
                        rule.name(),
                        rule.doc(),
                        rule.kind(),
                        rule.mode(),
                        rule.type(),
                        rule.expr(),
                        rule.onSuccess(),
                        rule.onFailure())
                .filter(Objects::nonNull);
        Stream<String> params =
                rule.params().entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()));
        return Stream.of(own, rule.tags().stream(), params).flatMap(texts -> texts);
    }
}

package dev.signet.schema.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What authors are told, rule by rule and in both directions, word for word as {@code reasons.txt} has it. */
class ReasonsTest {
    private static final String ENUM = "{\"type\":\"enum\",\"name\":\"n.E\",\"symbols\":[%s]}";

    private record Case(String title, ParsedSchema older, ParsedSchema newer) {}

    private static List<Case> cases() {
        return List.of(
                avro("a field with no default is added", record("id:int"), record("id:int", "n:string")),
                avro("a field is retyped", record("id:int"), record("id:string")),
                avro("a number is widened", record("id:int"), record("id:long")),
                avro("a flag becomes a number", record("id:boolean"), record("id:int")),
                avro(
                        "a field can no longer be null",
                        record("n:N").replace("\"N\"", "[\"null\",\"string\"]"),
                        record("n:string")),
                avro(
                        "a field can be null now",
                        record("n:string"),
                        record("n:N").replace("\"N\"", "[\"null\",\"string\"]")),
                avro("a record is renamed", record("id:int"), record("id:int").replace("n.R", "n.S")),
                avro("a symbol is exchanged", ENUM.formatted("\"A\",\"B\""), ENUM.formatted("\"A\",\"C\"")),
                avro(
                        "a fixed grows",
                        "{\"type\":\"fixed\",\"name\":\"n.F\",\"size\":4}",
                        "{\"type\":\"fixed\",\"name\":\"n.F\",\"size\":8}"),
                avro("a branch is exchanged", "[\"null\",\"int\"]", "[\"null\",\"string\"]"),
                avro(
                        "a symbol is exchanged in a branch",
                        "[\"null\"," + ENUM.formatted("\"A\",\"B\"") + "]",
                        "[\"null\"," + ENUM.formatted("\"A\",\"C\"") + "]"),
                avro(
                        "a record in a branch changes in two places",
                        "[\"null\"," + record("id:int", "gone:string") + "]",
                        "[\"null\"," + record("id:string", "n:string") + "]"),
                avro(
                        "an array in a branch gets other items",
                        "[\"null\",{\"type\":\"array\",\"items\":\"string\"}]",
                        "[\"null\",{\"type\":\"array\",\"items\":\"int\"}]"),
                avro(
                        "an alias makes one field of two",
                        record("a:int", "b:int"),
                        record("b:int").replace("\"name\":\"b\"", "\"name\":\"b\",\"aliases\":[\"a\"]")),
                avro(
                        "an enum in a union moves to another namespace",
                        "[\"null\"," + ENUM.formatted("\"A\"") + "]",
                        "[\"null\"," + ENUM.formatted("\"A\"").replace("n.E", "m.E") + "]"),
                avro(
                        "a record moves to another namespace and a field is renamed",
                        record("a:int"),
                        record("b:int")
                                .replace("n.R", "m.R")
                                .replace("\"name\":\"b\"", "\"name\":\"b\",\"aliases\":[\"a\"]")),
                avro(
                        "a field of an enum type with a default is added",
                        record("id:int"),
                        record("id:int", "e:E")
                                .replace(
                                        "\"type\":\"E\"",
                                        "\"type\":"
                                                + ENUM.formatted("\"A\"")
                                                        .replace("[\"A\"]", "[\"A\"],\"default\":\"A\""))),
                avro("a decimal gets another scale", decimal(2), decimal(3)),
                new Case("another schema language", parsed("\"int\""), new OtherLanguage()));
    }

    @Test
    void every_reason_is_told_as_its_golden_text_has_it() throws IOException {
        String told = cases().stream().map(ReasonsTest::told).collect(Collectors.joining("\n"));

        assertThat(told).isEqualTo(golden());
    }

    @Test
    void every_rule_has_its_case() {
        Set<Mismatch.Rule> shown = EnumSet.noneOf(Mismatch.Rule.class);
        cases().forEach(each -> differences(each)
                .forEach(difference -> shown.add(difference.mismatch().rule())));

        // The work that a comparison may take is spent by hostile schemas only, and what is reserved is said beside the
        // schemas; their tests have those cases.
        assertThat(shown)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        Mismatch.Rule.TOO_COMPLEX,
                        Mismatch.Rule.RESERVED_FIELD_USED,
                        Mismatch.Rule.RESERVED_FIELD_DROPPED)));
    }

    private static String told(Case each) {
        StringBuilder text = new StringBuilder("# " + each.title() + "\n");
        for (Difference difference : differences(each)) {
            Mismatch mismatch = difference.mismatch();
            text.append("%s %s at %s: reader %s, writer %s%n"
                    .formatted(
                            mismatch.rule(),
                            difference.direction(),
                            mismatch.pointer(),
                            mismatch.readerFragment(),
                            mismatch.writerFragment()));
            text.append("  ").append(difference.explanation()).append('\n');
            text.append("  ").append(difference.fix()).append('\n');
        }
        if (verdict(each, EnumSet.allOf(Mismatch.Rule.class)) instanceof Verdict.Incompatible incompatible) {
            List<String> legacy = LegacyMessages.of(incompatible, false);
            // The last three say which version it is about, in the same words for every rule.
            legacy.subList(0, legacy.size() - 3)
                    .forEach(message -> text.append("  ").append(message).append('\n'));
        }
        return text.toString();
    }

    private static List<Difference> differences(Case each) {
        Verdict verdict = verdict(each, EnumSet.allOf(Mismatch.Rule.class));
        return verdict instanceof Verdict.Incompatible incompatible ? incompatible.differences() : List.of();
    }

    private static Verdict verdict(Case each, Set<Mismatch.Rule> refusedDoubts) {
        EarlierVersion earlier = new EarlierVersion(new Version(3), new SchemaId(7), each.older());
        return new CompatibilityChecker(refusedDoubts).check(each.newer(), List.of(earlier), CompatibilityLevel.FULL);
    }

    @Test
    void doubts_are_warnings_unless_a_policy_refuses_them() {
        Case scaled = avro("", decimal(2), decimal(3));

        assertThat(verdict(scaled, Set.of()))
                .isInstanceOfSatisfying(
                        Verdict.Compatible.class,
                        compatible -> assertThat(compatible.warnings())
                                .extracting(warning -> warning.mismatch().rule())
                                .containsOnly(Mismatch.Rule.LOGICAL_TYPE_CHANGED));
        assertThat(verdict(scaled, Set.of(Mismatch.Rule.LOGICAL_TYPE_CHANGED)))
                .isInstanceOf(Verdict.Incompatible.class);
    }

    private static Case avro(String title, String older, String newer) {
        return new Case(title, parsed(older), parsed(newer));
    }

    private static String decimal(int scale) {
        return "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":" + scale + "}";
    }

    private static String record(String... fields) {
        return Stream.of(fields)
                .map(field -> field.split(":"))
                .map(field -> "{\"name\":\"" + field[0] + "\",\"type\":\"" + field[1] + "\"}")
                .collect(Collectors.joining(",", "{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[", "]}"));
    }

    private static ParsedSchema parsed(String text) {
        return ((ParseResult.Parsed) new AvroFormat().parse(text, List.of(), Strictness.NEW)).schema();
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReasonsTest.class.getResourceAsStream("reasons.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

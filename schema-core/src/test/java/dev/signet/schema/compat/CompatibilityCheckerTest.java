package dev.signet.schema.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.HostileSchemas;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompatibilityCheckerTest {
    private static final String W = field("w", "\"int\"", null);
    private static final String H = field("h", "\"int\"", null);
    private static final String H_DEFAULT = field("h", "\"int\"", "0");

    private final CompatibilityChecker checker = new CompatibilityChecker();

    @ParameterizedTest
    @CsvSource({
        "NONE, true",
        "BACKWARD, false",
        "BACKWARD_TRANSITIVE, false",
        "FORWARD, true",
        "FORWARD_TRANSITIVE, true",
        "FULL, false",
        "FULL_TRANSITIVE, false",
    })
    void a_new_field_without_default_breaks_backward_only(CompatibilityLevel level, boolean compatible) {
        Verdict verdict = checker.check(box(W, H), history(box(W)), level);

        assertThat(verdict.isCompatible()).isEqualTo(compatible);
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD, true", "BACKWARD_TRANSITIVE, false", "FULL, true", "FULL_TRANSITIVE, false"})
    void transitive_levels_look_further_back(CompatibilityLevel level, boolean compatible) {
        Verdict verdict = checker.check(box(W, H), history(box(W), box(W, H_DEFAULT)), level);

        assertThat(verdict.isCompatible()).isEqualTo(compatible);
    }

    @Test
    void more_reasons_than_are_listed_are_cut_and_the_last_one_says_so() {
        Verdict verdict = checker.check(
                stored(HostileSchemas.union(1_100, "int")),
                history(stored(HostileSchemas.union(1_100, "string"))),
                CompatibilityLevel.BACKWARD);

        List<Difference> differences = ((Verdict.Incompatible) verdict).differences();
        assertThat(differences).hasSize(Readability.LIMIT);
        assertThat(differences.get(Readability.LIMIT - 1).explanation())
                .endsWith(" Only the first 1000 reasons are listed.");
        assertThat(differences.get(0).explanation()).doesNotContain("Only the first");
    }

    private static ParsedSchema stored(String text) {
        return ((ParseResult.Parsed) new AvroFormat().parse(text, List.of(), Strictness.STORED)).schema();
    }

    @Test
    void a_refusal_names_rule_place_direction_version_and_fix() {
        Verdict verdict = checker.check(box(W, H), history(box(W)), CompatibilityLevel.BACKWARD);

        Difference difference = ((Verdict.Incompatible) verdict).differences().get(0);
        assertThat(difference.mismatch().rule()).isEqualTo(Mismatch.Rule.READER_FIELD_MISSING_DEFAULT_VALUE);
        assertThat(difference.mismatch().pointer()).isEqualTo("/fields/1");
        assertThat(difference.version()).isEqualTo(new Version(1));
        assertThat(difference.id()).isEqualTo(new SchemaId(101));
        assertThat(difference.explanation())
                .isEqualTo("Consumers on the new schema cannot read records written with version 1: "
                        + "the field 'h' is new and has no default (at /fields/1).");
        assertThat(difference.fix())
                .isEqualTo("Give the field 'h' a default, or an alias if it is an old field renamed.");
    }

    @Test
    void every_failing_version_is_reported_and_the_newest_is_the_offended_one() {
        Verdict verdict = checker.check(box(W, H), history(box(W), box(W)), CompatibilityLevel.BACKWARD_TRANSITIVE);

        Verdict.Incompatible incompatible = (Verdict.Incompatible) verdict;
        assertThat(incompatible.offended().version()).isEqualTo(new Version(2));
        assertThat(incompatible.differences())
                .extracting(Difference::version)
                .containsExactly(new Version(2), new Version(1));
    }

    @Test
    void legacy_messages_have_the_shape_that_clients_print() {
        Verdict verdict = checker.check(box(W, H), history(box(W)), CompatibilityLevel.BACKWARD);

        assertThat(LegacyMessages.of((Verdict.Incompatible) verdict, false))
                .containsExactly(
                        "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'h' at path '/fields/1'"
                                + " in the new schema has no default value and is missing in the old schema',"
                                + " additionalInfo:'h'}",
                        "{oldSchemaVersion: 1}",
                        "{oldSchema: '{\"type\":\"record\",\"name\":\"Box\","
                                + "\"fields\":[{\"name\":\"w\",\"type\":\"int\"}]}'}",
                        "{validateFields: 'false', compatibility: 'BACKWARD'}");
    }

    @Test
    void legacy_messages_swap_old_and_new_when_the_old_schema_reads() {
        Verdict verdict = checker.check(box(W), history(box(W, H)), CompatibilityLevel.FORWARD);

        assertThat(LegacyMessages.of((Verdict.Incompatible) verdict, false).get(0))
                .contains("in the old schema has no default value and is missing in the new schema");
    }

    @ParameterizedTest
    @EnumSource(CompatibilityLevel.class)
    void a_reserved_name_is_no_field_at_any_level(CompatibilityLevel level) {
        Verdict verdict = checker.check(box(W, H_DEFAULT), Set.of("h", "other"), history(box(W, H_DEFAULT)), level);

        assertThat(((Verdict.Incompatible) verdict).differences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.mismatch().rule()).isEqualTo(Mismatch.Rule.RESERVED_FIELD_USED);
                    assertThat(difference.mismatch().pointer()).isEqualTo("/fields/1");
                    assertThat(difference.fix()).isEqualTo("Give the field a name that is not reserved.");
                });
        assertThat(LegacyMessages.of((Verdict.Incompatible) verdict, true).get(0))
                .isEqualTo("The new schema has field that conflicts with the reserved field h.");
    }

    @Test
    void a_version_does_not_give_up_what_an_earlier_one_reserves() {
        EarlierVersion earlier = new EarlierVersion(new Version(1), new SchemaId(101), box(W), Set.of("h", "i"));

        Verdict kept = checker.check(box(W), Set.of("h", "i", "j"), List.of(earlier), CompatibilityLevel.BACKWARD);
        Verdict dropped = checker.check(box(W), Set.of("h"), List.of(earlier), CompatibilityLevel.BACKWARD);

        assertThat(kept.isCompatible()).isTrue();
        assertThat(((Verdict.Incompatible) dropped).differences())
                .extracting(difference -> difference.mismatch().subjectOfRule())
                .containsExactly("i");
    }

    @Test
    void who_does_not_ask_about_reserved_names_is_told_nothing_of_them() {
        EarlierVersion earlier = new EarlierVersion(new Version(1), new SchemaId(101), box(W), Set.of("h"));

        Verdict verdict = checker.check(box(W, H_DEFAULT), List.of(earlier), CompatibilityLevel.BACKWARD);

        assertThat(verdict.isCompatible()).isTrue();
    }

    private static ParsedSchema box(String... fields) {
        String text = "{\"type\":\"record\",\"name\":\"Box\",\"fields\":[" + String.join(",", fields) + "]}";
        return ((ParseResult.Parsed) new AvroFormat().parse(text, List.of(), Strictness.NEW)).schema();
    }

    private static String field(String name, String type, @org.jspecify.annotations.Nullable String value) {
        return "{\"name\":\"" + name + "\",\"type\":" + type + (value == null ? "" : ",\"default\":" + value) + "}";
    }

    /** Versions 1, 2, … with ids 101, 102, …, newest first as the checker takes them. */
    private static List<EarlierVersion> history(ParsedSchema... oldestFirst) {
        List<EarlierVersion> versions = new ArrayList<>();
        for (int i = 0; i < oldestFirst.length; i++) {
            versions.add(new EarlierVersion(new Version(i + 1), new SchemaId(101 + i), oldestFirst[i]));
        }
        Collections.reverse(versions);
        return versions;
    }
}

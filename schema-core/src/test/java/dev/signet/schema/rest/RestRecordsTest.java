package dev.signet.schema.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.Refusal;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Version;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.Mismatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestRecordsTest {
    private static final SchemaText FULL = new SchemaText(
            SchemaType.AVRO,
            "\"int\"",
            List.of(new SchemaReference("n.Addr", "addr", -1)),
            Optional.of(Metadata.of(Map.of("**.a", Set.of("PII")), Map.of("owner", "me"), Set.of("owner"))),
            Optional.of(new RuleSet(
                    List.of(),
                    List.of(new Rule(
                            "check",
                            null,
                            "CONDITION",
                            "WRITE",
                            "CEL",
                            new TreeSet<>(Set.of("t")),
                            new TreeMap<>(Map.of("k", "v")),
                            "true",
                            null,
                            "ERROR",
                            false)),
                    List.of(),
                    "ALL")));

    @Test
    void a_schema_with_everything_survives_the_way_there_and_back() {
        byte[] json = RestJson.bytes(RegisterRequest.of(FULL));

        Answer<SchemaText> read = RestJson.read(json, RegisterRequest.class).then(RegisterRequest::schemaText);

        assertThat(read).isEqualTo(Answer.done(FULL));
    }

    @Test
    void empty_fields_are_left_out_and_the_rest_stands_in_the_documented_order() {
        SchemaReply reply = new SchemaReply(
                "s", 1, 2, "g", "AVRO", List.of(), null, null, "\"int\"", null, 1_700_000_000_000L, false);

        assertThat(text(reply))
                .isEqualTo("{\"subject\":\"s\",\"version\":1,\"id\":2,\"guid\":\"g\",\"schemaType\":\"AVRO\","
                        + "\"schema\":\"\\\"int\\\"\",\"ts\":1700000000000,\"deleted\":false}");
    }

    @Test
    void the_schema_of_an_id_has_its_own_order() {
        SchemaStringReply reply = new SchemaStringReply(
                "", 1, "g", "AVRO", "\"int\"", ReferenceJson.of(FULL.references()), null, null, null, 7, null, null);

        assertThat(text(reply))
                .isEqualTo("{\"subject\":\"\",\"version\":1,\"guid\":\"g\",\"schemaType\":\"AVRO\","
                        + "\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"n.Addr\",\"subject\":\"addr\","
                        + "\"version\":-1}],\"maxId\":7}");
    }

    @Test
    void messages_are_shown_when_asked_for_even_if_there_are_none() {
        assertThat(text(new CompatibilityReply(true, List.of(), null)))
                .isEqualTo("{\"is_compatible\":true,\"messages\":[]}");
        assertThat(text(new CompatibilityReply(false, null, null))).isEqualTo("{\"is_compatible\":false}");
    }

    @Test
    void an_error_is_code_and_message() {
        assertThat(text(ErrorReply.of(ErrorCode.SUBJECT_NOT_FOUND.refusal("s"))))
                .isEqualTo("{\"error_code\":40401,\"message\":\"Subject 's' not found.\"}");
    }

    @Test
    void the_differences_of_a_refusal_travel_beside_its_message() {
        Difference difference = new Difference(
                new Mismatch(Mismatch.Rule.TYPE_MISMATCH, "/fields/0/type", "INT and STRING", "\"int\"", "\"string\""),
                Direction.FORWARD,
                new Version(3),
                new SchemaId(9),
                "It does not fit.",
                "Keep it.");
        Refusal refusal = new Refusal(ErrorCode.INCOMPATIBLE_SCHEMA, "no", List.of(difference));

        byte[] json = RestJson.bytes(ErrorReply.of(refusal, 409));

        ErrorReply read = RestJson.read(json, ErrorReply.class).asOptional().orElseThrow();
        assertThat(read.errorCode()).isEqualTo(409);
        assertThat(read.details())
                .satisfiesExactly(detail -> assertThat(detail.difference()).contains(difference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"int\"",
                "17",
                "{\"schema\":{}}",
                "{\"schema\":[]}",
                "{\"schema\":17}",
                "{\"schema\":true}",
                "{\"references\":{}}",
                "{\"references\":[null]}",
                "{\"references\":[7]}",
                "{\"references\":[{\"version\":\"1\"}]}",
                "{\"version\":\"x\"}",
                "{\"version\":\"1\"}",
                "{\"version\":1.5}",
                "{\"version\":2147483648}",
                "{\"id\":-99999999999999999999}",
                "{\"id\":true}",
                "{\"metadata\":[]}",
                "{\"metadata\":{\"properties\":{\"k\":null}}}",
                "{\"metadata\":{\"tags\":{\"k\":[null]}}}",
                "{\"schema\":\"a\"} {",
                "{\"schemaType\":{}}",
                "{\"propagateSchemaTags\":\"true\"}",
                "{'schema':1}"
            })
    void what_is_not_json_of_the_documented_shape_is_refused_without_naming_a_class(String json) {
        assertThat(read(json)).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
            assertThat(refused.refusal().message())
                    .isNotBlank()
                    .doesNotContain("java", "fasterxml", "signet", "Token.");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \r\n\t", "null", " null "})
    void nothing_and_null_are_refused_as_empty(String json) {
        assertThat(read(json))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.EMPTY_REQUEST));
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] json = {'{', '"', 's', 'c', 'h', 'e', 'm', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0xff, '"', '}'};

        assertThat(RestJson.read(json, RegisterRequest.class)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void json_nested_too_deep_is_refused() {
        assertThat(read("{\"x\":" + "[".repeat(100_000))).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void unknown_fields_and_a_byte_order_mark_do_no_harm() {
        assertThat(read("\ufeff{\"colour\":{\"a\":[1]},\"schema\":\"x\",\"references\":null}")
                        .then(RegisterRequest::schemaText))
                .isEqualTo(Answer.done(SchemaText.avro("x")));
    }

    @ParameterizedTest
    @CsvSource({"THRIFT", "avro", "5"})
    void an_unknown_schema_type_is_an_invalid_schema(String type) {
        String json = "{\"schema\":\"x\",\"schemaType\":" + (type.equals("5") ? "5" : "\"" + type + "\"") + "}";

        assertThat(read(json).then(RegisterRequest::schemaText))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INVALID_SCHEMA));
    }

    @Test
    void an_incomplete_reference_is_an_invalid_schema_and_a_nameless_rule_an_invalid_rule_set() {
        assertThat(refusalOf("{\"schema\":\"x\",\"references\":[{\"name\":\"a\"}]}"))
                .isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusalOf("{\"schema\":\"x\",\"ruleSet\":{\"domainRules\":[{\"type\":\"CEL\"}]}}"))
                .isEqualTo(ErrorCode.INVALID_RULE_SET);
    }

    @Test
    void a_config_update_tells_absent_from_null_from_a_value() {
        ConfigRequest update = RestJson.read(
                        bytes(
                                "{\"compatibility\":\"FULL\",\"normalize\":null,\"defaultMetadata\":{\"properties\":{}}}"),
                        ConfigRequest.class)
                .asOptional()
                .orElseThrow();

        assertThat(update.compatibility()).isEqualTo(new FieldChange.Set<>("FULL"));
        assertThat(update.normalize()).isEqualTo(new FieldChange.Clear<>());
        assertThat(update.alias()).isEqualTo(new FieldChange.Keep<>());
        assertThat(update.defaultMetadata())
                .isEqualTo(new FieldChange.Set<>(new MetadataJson(null, new TreeMap<>(), null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"compatibility\":3}", "{\"normalize\":\"true\"}", "{\"defaultMetadata\":7}", "[]"})
    void a_config_update_with_a_wrong_type_is_refused(String json) {
        assertThat(RestJson.read(bytes(json), ConfigRequest.class)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void lists_are_read_too() {
        Answer<List<SubjectVersionJson>> read =
                RestJson.read(bytes("[{\"subject\":\"s\",\"version\":1,\"more\":0}]"), new TypeReference<>() {});

        assertThat(read).isEqualTo(Answer.done(List.of(new SubjectVersionJson("s", 1))));
    }

    private static ErrorCode refusalOf(String json) {
        Answer<SchemaText> answer = read(json).then(RegisterRequest::schemaText);
        return ((Answer.Refused<SchemaText>) answer).refusal().code();
    }

    private static Answer<RegisterRequest> read(String json) {
        return RestJson.read(bytes(json), RegisterRequest.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object body) {
        return new String(RestJson.bytes(body), StandardCharsets.UTF_8);
    }
}

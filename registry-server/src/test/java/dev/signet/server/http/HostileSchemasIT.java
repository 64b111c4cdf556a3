package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.schema.avro.HostileSchemas;
import dev.signet.server.http.HttpSettings.ConflictCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that were made to hurt, over HTTP: a clear answer, and the next honest request is served at once. */
@Timeout(60)
class HostileSchemasIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningServer server = RunningServer.start(RunningServer.settings(0, ConflictCode.CURRENT, 2 << 20));

    @BeforeEach
    void register() {
        assertThat(post("honest", "\"int\"").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void serve() {
        assertThat(server.send("GET", "/subjects/honest/versions/1", "").statusCode())
                .isEqualTo(200);
        assertThat(post("honest", "\"long\"").statusCode()).isEqualTo(200);
        server.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(
                        "H1", HostileSchemas.doubling(100, 8, "int"), HostileSchemas.doubling(100, 8, "string"), 409),
                Arguments.of("H2", HostileSchemas.doubling(30, 2, "int"), HostileSchemas.doubling(30, 2, "long"), 200),
                Arguments.of("H4", HostileSchemas.web(60, "int"), HostileSchemas.web(60, "string"), 409),
                Arguments.of("H5", HostileSchemas.union(500, "int"), HostileSchemas.union(500, "string"), 409),
                Arguments.of(
                        "H6", HostileSchemas.chainInUnion(500, "int"), HostileSchemas.chainInUnion(500, "string"), 409),
                Arguments.of(
                        "H8", HostileSchemas.enumeration(10_000, "A"), HostileSchemas.enumeration(10_000, "B"), 409),
                Arguments.of("H10", HostileSchemas.forwardChain(100), HostileSchemas.forwardChain(101), 409),
                Arguments.of("H12", HostileSchemas.flat(10_000), HostileSchemas.flat(9_999), 200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void a_pair_is_judged(String row, String older, String newer, int status) throws IOException {
        assertThat(post("target", older).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> answer = post("target", newer);

        assertThat(answer.statusCode()).as(row).isEqualTo(status);
        assertThat(answer.body()).hasSizeLessThan(2 << 20);
        assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("H7, 100,000 symbols", HostileSchemas.enumeration(100_000, "S"), 42201, "max.symbols"),
                Arguments.of("H5, 1,000 branches", HostileSchemas.union(1_000, "int"), 42201, "max.branches"),
                Arguments.of("H9, 8,000 records", HostileSchemas.records(8_000), 42201, "max.types"),
                Arguments.of("H10, chain of 1,000", HostileSchemas.forwardChain(1_000), 42201, "max.depth"),
                Arguments.of("H10, chain of 3,000", HostileSchemas.forwardChain(3_000), 42201, "max.types"),
                Arguments.of("H11, arrays", HostileSchemas.nested(2_000), 42201, "nested too deeply"),
                Arguments.of("text", "\"" + "x".repeat(1 << 20) + "\"", 42209, "max.text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void too_much_is_refused_with_its_bound(String row, String schema, int code, String said) throws IOException {
        HttpResponse<byte[]> answer = post("target", schema);

        assertThat(answer.statusCode()).as(row).isEqualTo(422);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("error_code").asInt()).isEqualTo(code);
        assertThat(body.path("message").asText()).contains(said);
        assertThat(answer.body()).hasSizeLessThan(64 << 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483647}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
                "\"\"",
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\",\"default\":{}}]}",
                "\"no.such.Type\"",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"i\",\"type\":\"int\",\"default\":1e1000000000}]}",
                "{\"type\":\"record\",\"name\":\"int\",\"fields\":[]}",
                "[[\"int\"]]",
                "[\"int\",\"int\"]"
            })
    void what_the_parser_stumbles_over_is_one_clean_refusal(String schema) throws IOException {
        HttpResponse<byte[]> answer = post("target", schema);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("error_code").asInt()).isEqualTo(42201);
        assertThat(body.path("message").asText()).doesNotContain("Exception", "\tat ");
    }

    private HttpResponse<byte[]> post(String subject, String schema) {
        try {
            return server.send(
                    "POST", "/subjects/" + subject + "/versions", JSON.writeValueAsString(Map.of("schema", schema)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

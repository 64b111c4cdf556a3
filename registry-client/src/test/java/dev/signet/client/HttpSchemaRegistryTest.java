package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.client.SchemaRegistry.ContextId;
import dev.signet.client.SchemaRegistry.Deleted;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.client.SchemaRegistry.SubjectVersion;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.Mismatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpSchemaRegistryTest {
    private static final String GUID = "095d71cf-1255-6b9d-5e33-0ad575b3df5d";
    private static final SchemaGuid STRING_GUID = SchemaGuid.parse(GUID).orElseThrow();
    private static final SchemaText STRING = SchemaText.avro("\"string\"");
    private static final SchemaId ID = new SchemaId(7);
    private static final String BY_ID = "{\"guid\":\"" + GUID + "\",\"schema\":\"\\\"string\\\"\"}";

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_subject_of_a_topic_is_asked_for_by_cluster_name_and_part() {
        server.then(200, "[{\"subject\":\":.lab:orders\",\"resourceName\":\"a b\",\"associationType\":\"value\"}]")
                .then(200, "[]")
                .then(404, "no such page")
                .then(403, "{\"error_code\":40301,\"message\":\"not for you\"}");
        try (SchemaRegistry registry = new HttpSchemaRegistry(ClientSettings.of(server.url()))) {
            assertThat(registry.associated("-", "a b", RecordPart.VALUE))
                    .isEqualTo(Answer.done(List.of(new Subject(new Context(".lab"), "orders"))));
            assertThat(registry.associated("lkc-1", "t", RecordPart.KEY)).isEqualTo(Answer.done(List.of()));
            assertThat(registry.associated("-", "t", RecordPart.KEY)).isEqualTo(Answer.done(List.of()));
            assertThatThrownBy(() -> registry.associated("-", "t", RecordPart.KEY))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("not for you");
        }

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .startsWith(
                        "GET /associations/resources/-/a%20b?resourceType=topic&associationType=value",
                        "GET /associations/resources/lkc-1/t?resourceType=topic&associationType=key");
    }

    @Test
    void a_version_is_found_by_its_metadata() {
        server.then(200, "{\"subject\":\"s\",\"version\":2,\"id\":7,\"schema\":\"\\\"string\\\"\"}");
        try (SchemaRegistry registry = new HttpSchemaRegistry(ClientSettings.of(server.url()))) {
            Map<String, String> properties = new TreeMap<>(Map.of("env", "a&b", "owner", "x"));

            RegisteredSchema found =
                    registry.version(Subject.of("s"), properties).asOptional().orElseThrow();

            assertThat(found.id()).isEqualTo(ID);
        }
        assertThat(server.requests().get(0).line())
                .isEqualTo("GET /subjects/s/metadata?key=env&value=a%26b&key=owner&value=x&deleted=false");
    }

    @Test
    void a_schema_is_registered_with_its_references_under_an_encoded_name() {
        server.then(
                200,
                "{\"id\":7,\"version\":2,\"guid\":\"" + GUID
                        + "\",\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\"}");
        SchemaText asked = SchemaText.avro("\"string\"", List.of(new SchemaReference("n.A", "a", 1)));

        Answer<RegisteredSchema> answer = registry().register(Subject.parse(":.c:a/b ü"), asked, Normalize.YES);

        assertThat(answer)
                .isEqualTo(Answer.done(
                        new RegisteredSchema(Subject.parse(":.c:a/b ü"), new Version(2), ID, STRING_GUID, STRING)));
        assertThat(server.requests())
                .containsExactly(new ScriptedServer.Request(
                        "POST /subjects/%3A.c%3Aa%2Fb%20%C3%BC/versions?normalize=true",
                        "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"n.A\",\"subject\":\"a\",\"version\":1}]}",
                        ""));
    }

    @Test
    void an_old_server_that_answers_a_registration_with_the_id_alone_is_asked_for_the_rest() {
        server.then(200, "{\"id\":7}")
                .then(200, "{\"subject\":\"s\",\"version\":3,\"id\":7,\"schema\":\"\\\"string\\\"\"}");

        Answer<RegisteredSchema> answer = registry().register(Subject.of("s"), STRING, Normalize.NO);

        assertThat(answer)
                .isEqualTo(Answer.done(new RegisteredSchema(Subject.of("s"), new Version(3), ID, STRING_GUID, STRING)));
    }

    @Test
    void a_guid_that_an_old_server_leaves_out_follows_from_the_content() {
        server.then(200, "{\"schema\":\"\\\"string\\\"\",\"colour\":\"red\"}");

        assertThat(registry().schema(Context.DEFAULT, ID))
                .isEqualTo(Answer.done(new StoredSchema(STRING_GUID, STRING)));
    }

    @Test
    void ids_are_asked_for_in_their_context() {
        server.then(200, BY_ID)
                .then(200, "[{\"subject\":\":.c:s\",\"version\":1}]")
                .then(200, "[]")
                .then(200, BY_ID)
                .then(200, "[{\"context\":\".c\",\"id\":7}]");

        registry().schema(new Context(".c"), ID);
        Answer<List<SubjectVersion>> uses = registry().uses(new Context(".c"), ID);
        registry().uses(Context.DEFAULT, ID, Deleted.INCLUDED);
        registry().schema(STRING_GUID);
        Answer<List<ContextId>> ids = registry().ids(STRING_GUID);

        assertThat(uses).isEqualTo(Answer.done(List.of(new SubjectVersion(Subject.parse(":.c:s"), new Version(1)))));
        assertThat(ids).isEqualTo(Answer.done(List.of(new ContextId(new Context(".c"), ID))));
        assertThat(lines())
                .containsExactly(
                        "GET /schemas/ids/7?subject=%3A.c%3A",
                        "GET /schemas/ids/7/versions?deleted=false&subject=%3A.c%3A",
                        "GET /schemas/ids/7/versions?deleted=true",
                        "GET /schemas/guids/" + GUID,
                        "GET /schemas/guids/" + GUID + "/ids");
    }

    @Test
    void warnings_about_a_compatible_schema_are_read() {
        server.then(
                200,
                "{\"is_compatible\":true,\"messages\":[],\"warnings\":[{\"rule\":\"LOGICAL_TYPE_CHANGED\",\"path\":\"/\","
                        + "\"direction\":\"BACKWARD\",\"version\":1,\"id\":7,\"explanation\":\"misread\",\"fix\":\"keep\"}]}");

        CompatibilityReport report = registry()
                .check(Subject.of("s"), STRING, Normalize.NO)
                .asOptional()
                .orElseThrow();

        assertThat(report.compatible()).isTrue();
        assertThat(report.differences()).isEmpty();
        assertThat(report.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.mismatch().rule()).isEqualTo(Mismatch.Rule.LOGICAL_TYPE_CHANGED);
            assertThat(warning.explanation()).isEqualTo("misread");
        });
    }

    @Test
    void versions_subjects_and_verdicts_are_read() {
        server.then(200, "[3,1]")
                .then(200, "[\"b\",\":.c:a\"]")
                .then(200, "{\"is_compatible\":false,\"messages\":[\"why\"]}")
                .then(200, "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"string\\\"\"}");

        assertThat(registry().versions(Subject.of("s")))
                .isEqualTo(Answer.done(List.of(new Version(1), new Version(3))));
        assertThat(registry().subjects("").asOptional().orElseThrow())
                .containsExactlyInAnyOrder(Subject.of("b"), Subject.parse(":.c:a"));
        assertThat(registry().check(Subject.of("s"), STRING, Normalize.NO))
                .isEqualTo(Answer.done(new CompatibilityReport(false, List.of("why"), List.of())));
        assertThat(registry().version(Subject.of("s"), VersionSelector.LATEST)).isInstanceOf(Answer.Done.class);
        assertThat(lines())
                .containsExactly(
                        "GET /subjects/s/versions?deleted=false",
                        "GET /subjects?subjectPrefix=%3A%2A%3A&deleted=false",
                        "POST /compatibility/subjects/s/versions?normalize=false&verbose=true",
                        "GET /subjects/s/versions/latest?deleted=false");
    }

    @Test
    void a_refusal_is_an_answer_with_its_reasons() {
        server.then(
                409,
                "{\"error_code\":409,\"message\":\"no\",\"details\":[{\"rule\":\"TYPE_MISMATCH\",\"path\":\"/\","
                        + "\"direction\":\"BACKWARD\",\"version\":1,\"id\":2},{\"rule\":\"A_RULE_OF_LATER\"}]}");

        Answer<RegisteredSchema> answer = registry().register(Subject.of("s"), STRING, Normalize.NO);

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
            assertThat(refused.refusal().message()).isEqualTo("no");
            assertThat(refused.refusal().differences()).hasSize(1);
        });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void not_found_is_an_answer() {
        server.then(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}");

        assertThat(registry().schema(Context.DEFAULT, ID))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().code().status()).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void a_failure_that_may_pass_is_asked_again(int status) {
        server.then(status, "{\"error_code\":50001,\"message\":\"later\"}").then(200, BY_ID);

        assertThat(registry().schema(Context.DEFAULT, ID)).isInstanceOf(Answer.Done.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_broken_connection_is_asked_again() {
        server.thenBreak().then(200, BY_ID);

        assertThat(registry().schema(Context.DEFAULT, ID)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void repetitions_end_with_an_exception_that_names_url_and_reason() {
        for (int i = 0; i < 3; i++) {
            server.then(503, "{\"error_code\":50001,\"message\":\"the store is gone\"}");
        }

        assertThatThrownBy(() -> registry().schema(Context.DEFAULT, ID))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url() + "/schemas/ids/7")
                .hasMessageContaining("503: the store is gone")
                .hasMessageContaining("3 attempts");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void the_next_server_is_asked_when_one_is_down_and_remembered() throws IOException {
        URI down = unusedUrl();
        server.then(200, BY_ID).then(200, BY_ID);
        try (HttpSchemaRegistry registry =
                new HttpSchemaRegistry(settings(down, server.url()).withRetries(Retries.NONE))) {
            assertThat(registry.schema(Context.DEFAULT, ID)).isInstanceOf(Answer.Done.class);
            assertThat(registry.schema(Context.DEFAULT, ID)).isInstanceOf(Answer.Done.class);
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws IOException {
        URI down = unusedUrl();
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(settings(down).withRetries(Retries.NONE))) {
            assertThatThrownBy(() -> registry.schema(Context.DEFAULT, ID))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(down.toString())
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void a_server_that_says_nothing_is_given_up_in_time() {
        server.thenHang();

        assertGivenUpInTime();
    }

    @Test
    void a_server_that_stalls_in_the_middle_of_a_body_is_given_up_in_time() {
        server.thenHangInTheMiddleOfTheBody();

        assertGivenUpInTime();
    }

    private void assertGivenUpInTime() {
        ClientSettings hasty = settings(server.url())
                .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(300))
                .withRetries(Retries.NONE);
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(hasty)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> registry.schema(Context.DEFAULT, ID))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 401, 404})
    void a_body_that_is_no_registrys_is_a_fault_that_shows_its_start(int status) {
        server.then(status, "<html>the wrong\n server</html>");

        assertThatThrownBy(() -> registry().schema(Context.DEFAULT, ID))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(String.valueOf(status))
                .hasMessageContaining("<html>the wrong server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"schema\":\"x\",\"guid\":\"zz\"}", "{\"schema\":\"x\",\"schemaType\":\"THRIFT\"}"})
    void a_reply_without_what_the_contract_promises_is_a_fault(String body) {
        server.then(200, body);

        assertThatThrownBy(() -> registry().schema(Context.DEFAULT, ID))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void refused_credentials_are_a_fault() {
        server.then(401, "{\"error_code\":401,\"message\":\"who are you\"}");

        assertThatThrownBy(() -> registry().schema(Context.DEFAULT, ID))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("who are you");
    }

    @Test
    void credentials_travel_and_are_never_printed() {
        server.then(200, BY_ID).then(200, BY_ID);
        URI withUser = URI.create(server.url().toString().replace("http://", "http://me:secret@"));
        ClientSettings fromUrl = settings(withUser);
        ClientSettings bearer = settings(server.url())
                .withCredentials(new Credentials.Bearer("secret"))
                .withHeaders(Map.of("X-Key", "secret"));

        new HttpSchemaRegistry(fromUrl).schema(Context.DEFAULT, ID);
        new HttpSchemaRegistry(bearer).schema(Context.DEFAULT, ID);

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::authorization)
                .containsExactly("Basic bWU6c2VjcmV0", "Bearer secret");
        assertThat(fromUrl + " " + bearer).doesNotContain("secret");
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatThrownBy(() -> ClientSettings.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientSettings.of(URI.create("ftp://u:secret@x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private HttpSchemaRegistry registry() {
        return new HttpSchemaRegistry(settings(server.url()));
    }

    private static ClientSettings settings(URI... urls) {
        return ClientSettings.of(urls).withRetries(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(5)));
    }

    private static URI unusedUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private List<String> lines() {
        return server.requests().stream().map(ScriptedServer.Request::line).toList();
    }
}

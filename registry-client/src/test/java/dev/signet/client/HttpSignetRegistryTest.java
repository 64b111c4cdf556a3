package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SignetRegistry.Applying;
import dev.signet.client.SignetRegistry.Check;
import dev.signet.client.SignetRegistry.Dependent;
import dev.signet.client.SignetRegistry.DiffSide;
import dev.signet.client.SignetRegistry.Hit;
import dev.signet.client.SignetRegistry.Impact;
import dev.signet.client.SignetRegistry.Judgement;
import dev.signet.client.SignetRegistry.Match;
import dev.signet.client.SignetRegistry.Outcome;
import dev.signet.client.SignetRegistry.Page;
import dev.signet.client.SignetRegistry.SearchResult;
import dev.signet.client.SignetRegistry.SubjectSummary;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.Change;
import dev.signet.schema.compat.Change.Kind;
import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.Reason;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.ClusterReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpSignetRegistryTest {
    private static final String SUMMARY =
            "{\"subject\":\":.eu:a/b\",\"version\":2,\"id\":7,\"guid\":\"g\",\"schemaType\":\"AVRO\",\"deleted\":false,"
                    + "\"compatibilityLevel\":\"FULL\",\"compatibilityInherited\":false,\"mode\":\"READONLY\","
                    + "\"modeInherited\":true}";

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
    void a_heartbeat_is_put_and_what_is_known_of_brokers_is_read_under_encoded_names() {
        String broker = "{\"clusterId\":\"a/b\",\"brokerId\":%d,\"ageMillis\":5,\"heartbeat\":{\"woven\":true}}";
        server.then(200, "{\"version\":\"0.1.0\",\"commitId\":\"abc\"}")
                .then(204, "")
                .then(422, "{\"error_code\":42251,\"message\":\"A heartbeat needs the field 'sequence'\"}")
                .then(200, "[{\"clusterId\":\"a/b\",\"brokers\":2,\"ageMillis\":7}]")
                .then(200, "[" + String.join(",", Collections.nCopies(3, broker.formatted(1))) + "]")
                .then(200, "[" + broker.formatted(2) + "]")
                .then(200, "[]")
                .then(200, "[{\"topic\":\"t\",\"partition\":1,\"cause\":\"PAYLOAD\",\"monitored\":false}]");
        Heartbeat heartbeat = RestJson.read(
                        "{\"signetVersion\":\"1\",\"woven\":true}".getBytes(StandardCharsets.UTF_8), Heartbeat.class)
                .asOptional()
                .orElseThrow();

        try (SignetRegistry registry = registry()) {
            assertThat(registry.release()).isEqualTo(Answer.done("0.1.0"));
            assertThat(registry.heartbeat("a/b", 3, heartbeat)).isEqualTo(Answer.done(heartbeat));
            assertThat(((Answer.Refused<?>) registry.heartbeat("a/b", 3, heartbeat))
                            .refusal()
                            .code())
                    .isEqualTo(ErrorCode.INVALID_HEARTBEAT);
            assertThat(registry.clusters()).isEqualTo(Answer.done(List.of(new ClusterReply("a/b", 2, null, 7))));
            assertThat(registry.brokers("a/b").asOptional().orElseThrow())
                    .hasSize(4)
                    .last()
                    .extracting(BrokerReply::brokerId)
                    .isEqualTo(2);
            assertThat(registry.refusals(Optional.of("a/b"), Optional.of("t"), 9)
                            .asOptional()
                            .orElseThrow())
                    .singleElement()
                    .extracting(RefusedRecordJson::cause)
                    .isEqualTo("PAYLOAD");
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "GET /v1/metadata/version",
                        "PUT /signet/v1/clusters/a%2Fb/brokers/3",
                        "PUT /signet/v1/clusters/a%2Fb/brokers/3",
                        "GET /signet/v1/clusters",
                        "GET /signet/v1/clusters/a%2Fb/brokers?offset=0&limit=50",
                        "GET /signet/v1/clusters/a%2Fb/brokers?offset=3&limit=50",
                        "GET /signet/v1/clusters/a%2Fb/brokers?offset=4&limit=50",
                        "GET /signet/v1/refusals?limit=9&cluster=a%2Fb&topic=t");
        assertThat(server.requests())
                .element(1)
                .extracting(ScriptedServer.Request::body)
                .isEqualTo("{\"signetVersion\":\"1\",\"woven\":true}");
    }

    @Test
    void a_version_and_a_subject_are_brought_back_under_encoded_names() {
        server.then(200, "2")
                .then(200, "[1,2]")
                .then(404, "{\"error_code\":40401,\"message\":\"Subject 'x' not found.\"}");

        try (SignetRegistry registry = registry()) {
            assertThat(registry.undelete(Subject.parse(":.eu:a/b"), new Version(2), Check.SKIPPED))
                    .isEqualTo(Answer.done(new Version(2)));
            assertThat(registry.undelete(Subject.of("orders"), Check.ENFORCED))
                    .isEqualTo(Answer.done(List.of(new Version(1), new Version(2))));
            assertThat(((Answer.Refused<?>) registry.undelete(Subject.of("x"), Check.ENFORCED))
                            .refusal()
                            .code())
                    .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .startsWith(
                        "POST /signet/v1/subjects/%3A.eu%3Aa%2Fb/versions/2/undelete?force=true",
                        "POST /signet/v1/subjects/orders/undelete?force=false");
    }

    @Test
    void a_change_set_that_is_refused_is_an_answer_and_one_that_is_none_is_not() {
        String refused = "{\"error_code\":40951,\"message\":\"1 of 1\",\"accepted\":false,\"applied\":false,"
                + "\"changes\":[{\"subject\":\"a\",\"outcome\":\"REFUSED\",\"error_code\":42201,\"message\":\"no\"}]}";
        server.then(200, "{\"accepted\":true,\"applied\":false,\"cursor\":\"c\",\"changes\":[]}")
                .then(409, refused)
                .then(409, "{\"error_code\":40952,\"message\":\"The cursor does not hold\"}");
        byte[] body = "{\"changes\":[]}".getBytes(StandardCharsets.UTF_8);

        try (SignetRegistry registry = registry()) {
            assertThat(registry.changes(body, Applying.DRY_RUN)
                            .asOptional()
                            .orElseThrow()
                            .cursor())
                    .isEqualTo("c");
            ChangeSetReply verdicts =
                    registry.changes(body, Applying.ALL_OR_NONE).asOptional().orElseThrow();
            assertThat(verdicts.changes()).extracting(ChangeReply::message).containsExactly("no");
            assertThat(((Answer.Refused<?>) registry.changes(body, Applying.ALL_OR_NONE))
                            .refusal()
                            .code())
                    .isEqualTo(ErrorCode.CURSOR_OUTDATED);
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .startsWith("POST /signet/v1/changes?dryRun=true", "POST /signet/v1/changes?dryRun=false");
    }

    @Test
    void subjects_at_a_glance_are_fetched_page_by_page() {
        server.then(200, "[" + String.join(",", Collections.nCopies(1_000, SUMMARY)) + "]")
                .then(200, "[" + SUMMARY + "]");

        try (SignetRegistry registry = registry()) {
            Answer<List<SubjectSummary>> summaries = registry.summaries("a");

            List<SubjectSummary> all = summaries.asOptional().orElseThrow();
            assertThat(all).hasSize(1_001);
            assertThat(all.get(0))
                    .isEqualTo(new SubjectSummary(
                            Subject.parse(":.eu:a/b"),
                            new Version(2),
                            new SchemaId(7),
                            CompatibilityLevel.FULL,
                            false,
                            Mode.READONLY,
                            true));
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "GET /signet/v1/subjects?subjectPrefix=%3A%2A%3Aa&offset=0&limit=1000",
                        "GET /signet/v1/subjects?subjectPrefix=%3A%2A%3Aa&offset=1000&limit=1000");
    }

    @Test
    void a_search_tells_what_fits_and_what_is_pending() {
        server.then(
                200,
                "{\"hits\":[{\"subject\":\"s\",\"version\":1,\"id\":3,\"matches\":[{\"in\":\"field\",\"text\":\"a\"}]}],"
                        + "\"pending\":5}");

        try (SignetRegistry registry = registry()) {
            assertThat(registry.search("order id", "field,doc"))
                    .isEqualTo(Answer.done(new SearchResult(
                            List.of(new Hit(
                                    Subject.of("s"), Version.FIRST, new SchemaId(3), List.of(new Match("field", "a")))),
                            5)));
        }
        assertThat(server.requests().get(0).line()).isEqualTo("GET /signet/v1/search?query=order%20id&in=field%2Cdoc");
    }

    @Test
    void a_diff_tells_changes_readings_and_order() {
        server.then(
                        200,
                        "{\"from\":{\"subject\":\"s\",\"version\":1,\"id\":3},\"to\":{\"subject\":\"s\",\"version\":2,\"id\":4},"
                                + "\"changes\":[{\"kind\":\"TYPE_CHANGED\",\"path\":\"/\",\"name\":\"the schema\","
                                + "\"before\":\"int\",\"after\":\"long\"},{\"kind\":\"MOVED\",\"path\":\"/\"}],"
                                + "\"changesComplete\":true,\"backward\":{\"compatible\":true},"
                                + "\"forward\":{\"compatible\":false,\"details\":[{\"rule\":\"TYPE_MISMATCH\",\"path\":\"/\","
                                + "\"direction\":\"FORWARD\",\"explanation\":\"why\",\"fix\":\"how\"}]},"
                                + "\"deploymentOrder\":\"CONSUMERS_FIRST\"}")
                .then(200, "{\"changes\":[]}");

        try (SignetRegistry registry = registry()) {
            SchemaComparison diff = registry.diff(
                            Subject.of("s"),
                            Optional.of(new VersionSelector.Exact(Version.FIRST)),
                            VersionSelector.LATEST)
                    .asOptional()
                    .orElseThrow();

            assertThat(diff.newer())
                    .isEqualTo(ComparedSchema.version(Subject.of("s"), new Version(2), new SchemaId(4)));
            // A kind of change that is unknown here is left out.
            assertThat(diff.changes().listed())
                    .containsExactly(new Change(Kind.TYPE_CHANGED, "/", "the schema", "int", "long"));
            assertThat(diff.backward().readable()).isTrue();
            assertThat(diff.forward().readable()).isFalse();
            assertThat(diff.forward().reasons()).extracting(Reason::fix).containsExactly("how");
            assertThat(diff.order()).isEqualTo(DeploymentOrder.CONSUMERS_FIRST);
            assertThatThrownBy(() -> registry.diff(Subject.of("s"), Optional.empty(), VersionSelector.LATEST))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("the field 'backward' is missing");
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "GET /signet/v1/subjects/s/diff?to=latest&from=1", "GET /signet/v1/subjects/s/diff?to=latest");
    }

    @Test
    void dependents_are_told_with_their_ways_and_verdicts() {
        server.then(
                        200,
                        "{\"subject\":\"s\",\"dependents\":[{\"subject\":\"o\",\"version\":2,\"id\":3,\"path\":"
                                + "[{\"name\":\"n.S\",\"subject\":\"s\",\"version\":1}]}],\"total\":1,\"complete\":true}")
                .then(
                        200,
                        "{\"subject\":\"s\",\"verdict\":\"UNDECIDED\",\"dependents\":[{\"subject\":\"o\",\"version\":2,"
                                + "\"id\":3,\"path\":[],\"level\":\"FULL\",\"verdict\":\"INVALID\",\"message\":\"why\"}],"
                                + "\"total\":2,\"complete\":false}")
                .then(200, "{\"subject\":\"s\",\"verdict\":\"MAYBE\",\"dependents\":[]}");

        try (SignetRegistry registry = registry()) {
            assertThat(registry.impact(Subject.of("s"), Page.FIRST))
                    .isEqualTo(Answer.done(new Impact(
                            Subject.of("s"),
                            Optional.empty(),
                            List.of(new Dependent(
                                    Subject.of("o"),
                                    new Version(2),
                                    new SchemaId(3),
                                    List.of(new SchemaReference("n.S", "s", 1)),
                                    Optional.empty())),
                            1,
                            true)));
            SchemaText text = SchemaText.avro("\"int\"");
            Impact judged = registry.impact(Subject.of("s"), text, Normalize.YES, new Page(200, 50))
                    .asOptional()
                    .orElseThrow();
            assertThat(judged.outcome()).contains(Outcome.UNDECIDED);
            assertThat(judged.complete()).isFalse();
            assertThat(judged.dependents().get(0).judgement())
                    .contains(new Judgement(CompatibilityLevel.FULL, Outcome.INVALID, "why", List.of(), List.of()));
            assertThatThrownBy(() -> registry.impact(Subject.of("s"), text, Normalize.NO, Page.FIRST))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("'MAYBE' is not a verdict");
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .startsWith(
                        "GET /signet/v1/subjects/s/impact?offset=0&limit=-1",
                        "POST /signet/v1/subjects/s/impact?normalize=true&offset=200&limit=50");
    }

    @Test
    void any_two_schemas_can_be_compared() {
        String reading = "{\"compatible\":true}";
        server.then(
                        200,
                        "{\"from\":{},\"to\":{},\"changes\":[],\"changesComplete\":true,\"backward\":" + reading
                                + ",\"forward\":" + reading + ",\"deploymentOrder\":\"ANY\"}")
                .then(200, "{}");

        try (SignetRegistry registry = registry()) {
            SchemaText text = SchemaText.avro("\"T\"", List.of(new SchemaReference("T", "t", 1)));
            assertThat(registry.diff(new DiffSide.Text(text), new DiffSide.Id(new SchemaId(7)))
                            .asOptional()
                            .orElseThrow()
                            .order())
                    .isEqualTo(DeploymentOrder.ANY);
            assertThatThrownBy(() -> registry.diff(
                            new DiffSide.SubjectVersion(Subject.of("s"), VersionSelector.LATEST),
                            new DiffSide.Id(new SchemaId(7))))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
        assertThat(server.requests().get(0).line()).isEqualTo("POST /signet/v1/diff");
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"from\":{\"schema\":\"\\\"T\\\"\",\"schemaType\":\"AVRO\",\"references\":"
                        + "[{\"name\":\"T\",\"subject\":\"t\",\"version\":1}]},\"to\":{\"id\":7}}");
        assertThat(server.requests().get(1).body())
                .isEqualTo("{\"from\":{\"subject\":\"s\",\"version\":\"latest\"},\"to\":{\"id\":7}}");
    }

    @Test
    void another_registry_refuses_and_nonsense_is_a_fault() {
        server.then(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}")
                .then(200, "[{\"subject\":\"s\",\"version\":1,\"id\":1,\"compatibilityLevel\":\"HALF\"}]");

        try (SignetRegistry registry = registry()) {
            assertThat(((Answer.Refused<?>) registry.search("x", "")).refusal().code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThatThrownBy(() -> registry.summaries(""))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("HALF");
        }
    }

    private SignetRegistry registry() {
        return new HttpSignetRegistry(
                ClientSettings.of(server.url()).withRetries(new Retries(0, Duration.ZERO, Duration.ZERO)));
    }
}

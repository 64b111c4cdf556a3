package dev.signet.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.ErrorCode;
import dev.signet.server.RegistryServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.schema.registry.SchemaNotFoundException;
import org.springframework.cloud.stream.schema.registry.SchemaReference;
import org.springframework.cloud.stream.schema.registry.SchemaRegistrationResponse;
import org.springframework.cloud.stream.schema.registry.client.ConfluentSchemaRegistryClient;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestTemplate;

/** The schema registry client of Spring Cloud Stream, which registers and fetches, and leaves the rest to others. */
class SpringCloudClientIT {
    private static final String FIRST =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
    private static final String SECOND = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\","
            + "\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]}";
    private static final String RETYPED =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";

    private static final RegistryServer SERVER = ServerForClients.start();
    private static final String URL = "http://127.0.0.1:" + SERVER.port();

    private final ConfluentSchemaRegistryClient client = new ConfluentSchemaRegistryClient();
    private final RestTemplate template = new RestTemplate();

    SpringCloudClientIT() {
        client.setEndpoint(URL);
    }

    @BeforeAll
    static void isRunning() {
        assertThat(SERVER.port()).isPositive();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void two_versions_are_registered_and_found_by_id_and_number() {
        SchemaRegistrationResponse first = client.register("orders", "avro", FIRST);
        SchemaRegistrationResponse second = client.register("orders", "avro", SECOND);

        assertThat(first.getSchemaReference().getVersion()).isEqualTo(1);
        assertThat(second.getSchemaReference().getVersion()).isEqualTo(2);
        assertThat(client.register("orders", "avro", SECOND).getId()).isEqualTo(second.getId());
        assertThat(client.fetch(first.getId())).isEqualTo(FIRST);
        assertThat(client.fetch(new SchemaReference("orders", 2, "avro"))).isEqualTo(SECOND);
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThatThrownBy(() -> client.fetch(4711)).isInstanceOf(SchemaNotFoundException.class);
        assertThatThrownBy(() -> client.fetch(new SchemaReference("nobody", 1, "avro")))
                .isInstanceOf(SchemaNotFoundException.class);
    }

    @Test
    void an_incompatible_schema_is_refused_and_the_client_says_so() {
        client.register("refusing", "avro", FIRST);

        assertThatThrownBy(() -> client.register("refusing", "avro", RETYPED))
                .hasMessage("Failed to register subject refusing, server replied with status "
                        + ErrorCode.INCOMPATIBLE_SCHEMA.status())
                .cause()
                .isInstanceOfSatisfying(HttpClientErrorException.Conflict.class, conflict -> {
                    Map<?, ?> body = conflict.getResponseBodyAs(Map.class);
                    assertThat(body).isNotNull();
                    assertThat(body.get("error_code")).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA.code());
                    assertThat(body.get("details")).isInstanceOf(List.class);
                });
    }

    /** The client has no call for this; its users ask with the HTTP client that it brings. */
    @Test
    void the_http_client_of_spring_reads_a_compatibility_check() {
        client.register("checked", "avro", FIRST);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        HttpEntity<Map<String, String>> candidate = new HttpEntity<>(Map.of("schema", RETYPED), headers);

        Map<?, ?> verdict =
                template.postForObject(URL + "/compatibility/subjects/checked/versions/latest", candidate, Map.class);
        Map<?, ?> latest = template.getForObject(URL + "/subjects/checked/versions/latest", Map.class);

        assertThat(verdict).isNotNull();
        assertThat(verdict.get("is_compatible")).isEqualTo(false);
        assertThat(latest).isNotNull();
        assertThat(latest.get("schema")).isEqualTo(FIRST);
    }
}

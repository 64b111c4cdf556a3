package dev.signet.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.clients.NpmClients;
import dev.signet.schema.clients.NpmClients.Outcome;
import dev.signet.server.RegistryServer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NpmClientsIT {
    @BeforeAll
    static void install() {
        Optional<String> obstacle = NpmClients.obstacle();
        obstacle.ifPresent(System.out::println);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        NpmClients.install();
    }

    @Test
    void the_client_of_kafkajs_works_unchanged() throws JsonProcessingException {
        JsonNode seen = run("kafkajs.js");

        assertThat(seen.path("status").asInt()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA.status());
        assertThat(seen.path("message").asText())
                .contains("Schema being registered is incompatible with an earlier schema for subject")
                .contains("TYPE_MISMATCH");
        assertThat(seen.path("missing").asText()).endsWith("Schema not found");
    }

    @Test
    void the_client_of_confluentinc_works_unchanged() throws JsonProcessingException {
        JsonNode seen = run("confluentinc.js");

        assertThat(seen.path("status").asInt()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA.status());
        assertThat(seen.path("code").asInt()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA.code());
        assertThat(seen.path("message").asText())
                .contains("Schema being registered is incompatible with an earlier schema for subject")
                .contains("TYPE_MISMATCH");
        assertThat(seen.path("missing").asInt()).isEqualTo(ErrorCode.VERSION_NOT_FOUND.code());
    }

    /** The last line that a script prints. */
    private static JsonNode run(String script) throws JsonProcessingException {
        try (RegistryServer server = ServerForClients.start()) {
            Outcome outcome = NpmClients.run(script, "http://127.0.0.1:" + server.port());
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            String[] lines = outcome.output().strip().split("\n", -1);
            return new ObjectMapper().readTree(lines[lines.length - 1]);
        }
    }
}

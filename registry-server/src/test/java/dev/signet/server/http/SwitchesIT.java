package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.http.HttpSettings.RequestLog;
import dev.signet.server.registry.ChangeSetLimits;
import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.RegistrySettings.Doubts;
import dev.signet.server.registry.SchemaStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What operators switch on and off. */
@Timeout(60)
class SwitchesIT {
    private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String TOPIC =
            "{\"resourceName\":\"t\",\"resourceNamespace\":\"c\",\"resourceId\":\"i\",\"associations\":[{\"subject\":\"s\"}]}";

    @Test
    void without_associations_their_routes_are_unknown_and_those_that_exist_protect_their_subjects() {
        InMemorySchemaStore store = new InMemorySchemaStore();
        try (RunningServer keeping = server(store, true, true)) {
            keeping.send("POST", "/subjects/s/versions", STRING);
            assertThat(keeping.send("POST", "/associations", TOPIC).statusCode())
                    .isEqualTo(200);
        }

        try (RunningServer server = server(store, true, false)) {
            for (String path :
                    List.of("/associations/subjects/s", "/associations/resources/i", "/associations/resources/c/t")) {
                assertThat(text(server.send("GET", path, "")))
                        .isEqualTo("404 {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
            }
            assertThat(server.send("POST", "/associations", TOPIC).statusCode()).isEqualTo(404);
            assertThat(server.send("POST", "/associations:batchGet", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(text(server.send("DELETE", "/subjects/s", ""))).startsWith("409 {\"error_code\":40904,");
        }
    }

    @Test
    void modes_can_be_kept_from_changing() {
        try (RunningServer server = server(new InMemorySchemaStore(), false, true)) {
            String refused = "422 {\"error_code\":42205,\"message\":\"Mode changes are not allowed\"}";

            assertThat(text(server.send("PUT", "/mode", "{\"mode\":\"READONLY\"}")))
                    .isEqualTo(refused);
            assertThat(text(server.send("PUT", "/mode/s?force=true", "{\"mode\":\"IMPORT\"}")))
                    .isEqualTo(refused);
            assertThat(text(server.send("GET", "/mode", ""))).isEqualTo("200 {\"mode\":\"READWRITE\"}");
            assertThat(server.send("POST", "/subjects/s/versions", STRING).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_request_can_have_its_line_in_the_log() {
        Logger logger = (Logger) LoggerFactory.getLogger(Gate.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            HttpSettings quiet = RunningServer.settings(0, ConflictCode.CURRENT);
            try (RunningServer server = RunningServer.start(quiet)) {
                server.send("GET", "/subjects", "");
            }
            try (RunningServer server = RunningServer.start(logging(quiet))) {
                server.send("GET", "/subjects", "");
                server.send("GET", "/subjects/none/versions", "");
            }
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(event -> event.getFormattedMessage().replaceAll("\\d+ µs", "… µs"))
                .containsExactly(
                        "GET /subjects answered 200 after … µs", "GET /subjects/none/versions answered 404 after … µs");
        assertThat(lines.list)
                .allSatisfy(event -> assertThat(event.getKeyValuePairs())
                        .extracting(pair -> pair.key)
                        .contains("requestId", "method", "path", "status", "micros"));
    }

    private static HttpSettings logging(HttpSettings settings) {
        return new HttpSettings(
                settings.listening(),
                settings.bodies(),
                settings.load(),
                settings.draining(),
                settings.conflictCode(),
                RequestLog.ALL);
    }

    private static RunningServer server(SchemaStore store, boolean modesMayChange, boolean keepsAssociations) {
        RegistrySettings settings = new RegistrySettings(
                CompatibilityLevel.BACKWARD,
                modesMayChange,
                1 << 20,
                keepsAssociations,
                1 << 20,
                Doubts.WARN,
                ChangeSetLimits.STANDARD);
        Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), settings);
        return RunningServer.start(registry);
    }

    private static String text(HttpResponse<byte[]> reply) {
        return reply.statusCode() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }
}

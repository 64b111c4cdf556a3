package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.registry.InMemorySchemaStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract as it goes over the wire: status, media type and every byte of the body, in the order of the stories. */
@Timeout(60)
class GoldenExchangesIT {
    @ParameterizedTest
    @CsvSource({
        "register.http, CURRENT",
        "versions.http, CURRENT",
        "ids.http, CURRENT",
        "delete.http, CURRENT",
        "compatibility.http, CURRENT",
        "config-and-mode.http, CURRENT",
        "contexts.http, CURRENT",
        "server.http, CURRENT",
        "reserved-fields.http, CURRENT",
        "tags.http, CURRENT",
        "references.http, CURRENT",
        "associations.http, CURRENT",
        "associations-batch.http, CURRENT",
        "lists.http, CURRENT",
        "export.http, CURRENT",
        "modes.http, CURRENT",
        "settings.http, CURRENT",
        "catalog.http, CURRENT",
        "changes.http, CURRENT",
        "diff.http, CURRENT",
        "impact.http, CURRENT",
        "brokers.http, CURRENT",
        "older-clients.http, STATUS"
    })
    void every_exchange_is_as_it_was_written_down(String file, ConflictCode conflictCode) {
        try (RunningServer server = RunningServer.start(new InMemorySchemaStore(), conflictCode)) {
            StringBuilder expected = new StringBuilder();
            StringBuilder actual = new StringBuilder();
            for (GoldenExchange exchange : GoldenExchange.story(file)) {
                append(expected, exchange, exchange.answer());
                append(actual, exchange, answer(server, exchange));
            }

            assertThat(actual.toString()).isEqualTo(expected.toString());
        }
    }

    private static void append(StringBuilder story, GoldenExchange exchange, String answer) {
        story.append("## ").append(exchange.name()).append('\n');
        story.append(exchange.method()).append(' ').append(exchange.path()).append('\n');
        exchange.headers()
                .forEach((name, value) ->
                        story.append(name).append(": ").append(value).append('\n'));
        story.append(exchange.body().isEmpty() ? "" : exchange.body() + "\n");
        story.append(answer).append("\n\n");
    }

    private static String answer(RunningServer server, GoldenExchange exchange) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(exchange.path()))
                .method(
                        exchange.method(),
                        exchange.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(exchange.body()));
        exchange.headers().forEach(request::setHeader);
        HttpResponse<byte[]> response = server.send(request);
        String media = response.headers()
                .firstValue("content-type")
                .map(type -> " " + type)
                .orElse("");
        String body = new String(response.body(), StandardCharsets.UTF_8)
                .replaceAll("\"(ts|createTs|updateTs)\":\\d+", "\"$1\":0")
                // An association is named after the moment of its creation.
                .replaceAll("\"guid\":\"[0-9a-f-]{36}\",\"resourceName\"", "\"guid\":\"...\",\"resourceName\"")
                .replaceAll("\"cursor\":\"[\\w-]{43}\"", "\"cursor\":\"…\"")
                .replaceAll(
                        "\"receivedAt\":\"[-0-9]+T[0-9:.]+Z\",\"ageMillis\":\\d+",
                        "\"receivedAt\":\"…\",\"ageMillis\":0")
                .replaceAll("\"createdAt\":\"[-0-9]+T[0-9:.]+Z\"", "\"createdAt\":\"…\"");
        return (response.statusCode() + media + "\n" + body).strip();
    }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.moving.RegistryHouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands over Signet's own routes, against a real registry on a real database. */
@Timeout(value = 170, unit = TimeUnit.SECONDS)
class CatalogCommandsIT {
    @TempDir
    Path temp;

    @Test
    void what_was_deleted_is_found_listed_and_brought_back() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            Path schema = Files.writeString(
                    temp.resolve("order.avsc"),
                    "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"unitPrice\",\"type\":\"int\"}]}");
            run(registry, "register", "orders-value", schema.toString());
            send(registry, "PUT", "/config/orders-value", "{\"compatibility\":\"FULL\"}");

            assertThat(run(registry, "subjects", "--long").out())
                    .isEqualTo("orders-value  version 1    id 1       FULL* READWRITE\n");
            assertThat(run(registry, "search", "unit", "price").out())
                    .isEqualTo("orders-value version 1, id 1\n  field: unitPrice\n");
            assertThat(run(registry, "search", "price", "--in", "name").out()).isEmpty();

            send(registry, "DELETE", "/subjects/orders-value", "");
            assertThat(run(registry, "subjects", "--long").out()).isEmpty();
            assertThat(run(registry, "search", "price").out()).isEmpty();

            assertThat(run(registry, "undelete", "orders-value").out())
                    .isEqualTo("orders-value: live again: version 1\n");
            assertThat(run(registry, "undelete", "orders-value", "1", "--json").out())
                    .isEqualTo("[1]\n");
            assertThat(run(registry, "undelete", "orders-value").err()).contains("has live versions");
            assertThat(run(registry, "search", "price", "--json").out())
                    .isEqualTo("{\"subject\":\"orders-value\",\"version\":1,\"id\":1,"
                            + "\"matches\":[{\"in\":\"field\",\"text\":\"unitPrice\"}]}\n");
            CommandRun refused = run(registry, "undelete", "orders-value", "2");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("Refused (40402)", "Version 2 not found.");
        }
    }

    @Test
    void a_change_set_is_judged_and_applied() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            Path good = Files.writeString(
                    temp.resolve("good.json"),
                    "{\"changes\":[{\"subject\":\"a\",\"schema\":\"\\\"int\\\"\"},"
                            + "{\"subject\":\"a\",\"config\":{\"compatibility\":\"FULL\"}}]}");
            Path bad = Files.writeString(
                    temp.resolve("bad.json"),
                    "{\"changes\":[{\"subject\":\"b\",\"schema\":\"\\\"int\\\"\"},"
                            + "{\"subject\":\"a\",\"schema\":\"\\\"string\\\"\"}]}");

            CommandRun dry = run(registry, "apply", good.toString(), "--dry-run");
            assertThat(dry.out()).isEqualTo("a: new version 1\na: settings changed\n");
            assertThat(dry.err()).contains("All 2 changes would be applied.");
            assertThat(run(registry, "subjects").out()).isEmpty();

            assertThat(run(registry, "apply", good.toString()).out())
                    .isEqualTo("a: new version 1, id 1\na: settings changed\n");
            assertThat(run(registry, "apply", good.toString(), "--json").out())
                    .startsWith(
                            "{\"accepted\":true,\"applied\":true,\"changes\":[{\"subject\":\"a\",\"outcome\":\"EXISTING\"");

            CommandRun refused = run(registry, "apply", bad.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).contains("a: refused (40901): ", "  version 1: ", "    to fix it: ");
            assertThat(refused.err()).contains("Refused; nothing was applied.");
            assertThat(run(registry, "subjects").out()).isEqualTo("a\n");
            CommandRun noSet =
                    run(registry, "apply", Files.writeString(bad, "[]").toString());
            assertThat(noSet.code()).isEqualTo(1);
            assertThat(noSet.err()).contains("Refused (400)");
        }
    }

    private static CommandRun run(URI registry, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--registry=" + registry;
        return CommandRun.of(all);
    }

    private static void send(URI registry, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}

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
import java.util.List;
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
    void two_versions_are_compared_and_an_unknown_one_is_refused() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            for (String type : List.of("int", "long", "double")) {
                Path schema = Files.writeString(temp.resolve("id.avsc"), "\"" + type + "\"");
                run(registry, "register", "ids-value", schema.toString());
            }

            CommandRun last = run(registry, "diff", "ids-value");
            CommandRun all = run(registry, "diff", "ids-value", "1", "3", "--json");
            CommandRun unknown = run(registry, "diff", "ids-value", "7");

            assertThat(last.out())
                    .startsWith(
                            "ids-value, from version 2 to version 3:\n  changed the type of the schema at /: long became double\n")
                    .contains("Consumers on version 3 can read records written with version 2.")
                    .endsWith("Move every consumer to the newer schema before the first producer uses it.\n");
            assertThat(last.code()).isZero();
            assertThat(all.out())
                    .startsWith("{\"from\":{\"subject\":\"ids-value\",\"version\":1,\"id\":1},"
                            + "\"to\":{\"subject\":\"ids-value\",\"version\":3,\"id\":3},");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).isEqualTo("Refused (40402): Version 7 not found.\n");
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

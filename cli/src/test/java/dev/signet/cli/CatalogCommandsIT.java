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

            Path text = Files.writeString(temp.resolve("text.avsc"), "\"string\"");
            CommandRun sides = run(registry, "diff", "--from=ids-value:1", "--to=file=" + text);
            CommandRun byId = run(registry, "diff", "--from=id=1", "--to=ids-value");
            assertThat(sides.code()).isEqualTo(1);
            assertThat(sides.out())
                    .startsWith("from version 1 to the newer schema:\n")
                    .contains("int became string", "No order is safe");
            assertThat(byId.code()).isZero();
            assertThat(byId.out()).contains("int became double");
            assertThat(run(registry, "diff", "--from=id=77", "--to=ids-value").err())
                    .contains("Refused (40403)");
            assertThat(run(registry, "diff", "--from=id=x", "--to=ids-value").err())
                    .contains("'x' is not a schema id");
            assertThat(run(registry, "diff", "--from=id=1").err()).contains("with --from and --to");
        }
    }

    @Test
    void dependents_are_listed_and_judged() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            String part = "{\"type\":\"record\",\"name\":\"Part\",\"fields\":[{\"name\":\"id\",\"type\":\"%s\"}]}";
            Path old = Files.writeString(temp.resolve("part.avsc"), part.formatted("int"));
            Path longer = Files.writeString(temp.resolve("longer.avsc"), part.formatted("long"));
            Path other = Files.writeString(temp.resolve("other.avsc"), part.formatted("string"));
            Path whole = Files.writeString(
                    temp.resolve("whole.avsc"),
                    "{\"type\":\"record\",\"name\":\"Whole\",\"fields\":[{\"name\":\"part\",\"type\":\"Part\"}]}");
            run(registry, "register", "part", old.toString());
            run(registry, "register", "whole", whole.toString(), "--reference=Part=part:1");

            CommandRun listed = run(registry, "impact", "part");
            CommandRun fine = run(registry, "impact", "part", longer.toString());
            CommandRun broken = run(registry, "impact", "part", other.toString());
            CommandRun json = run(registry, "impact", "part", longer.toString(), "--json");

            assertThat(listed.out()).isEqualTo("whole version 1\n  takes Part of part version 1\n");
            assertThat(listed.code()).isZero();
            assertThat(fine.out())
                    .isEqualTo("whole version 1: compatible at level BACKWARD\n  takes Part of part version 1\n");
            assertThat(fine.code()).isZero();
            assertThat(broken.out())
                    .contains("whole version 1: incompatible at level BACKWARD", "int became string", "to fix it: ");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(json.out())
                    .isEqualTo(
                            "{\"subject\":\"part\",\"verdict\":\"COMPATIBLE\",\"dependents\":[{\"subject\":\"whole\","
                                    + "\"version\":1,\"id\":2,\"path\":[{\"name\":\"Part\",\"subject\":\"part\",\"version\":1}],"
                                    + "\"level\":\"BACKWARD\",\"verdict\":\"COMPATIBLE\",\"message\":\"\",\"details\":[],"
                                    + "\"warnings\":[]}],\"total\":1,\"complete\":true}\n");
            assertThat(run(registry, "impact", "whole").out()).isEqualTo("Nobody depends on whole.\n");
            run(registry, "register", "a-whole", whole.toString(), "--reference=Part=part:1");
            CommandRun first = run(registry, "impact", "part", longer.toString(), "--limit=1");
            CommandRun second = run(registry, "impact", "part", "--offset=1");
            assertThat(first.out()).startsWith("a-whole version 1: compatible").doesNotContain("\nwhole");
            assertThat(first.err()).isEqualTo("Shown are 1 to 1 of 2; --offset=1 shows the next.\n");
            assertThat(second.out()).isEqualTo("whole version 1\n  takes Part of part version 1\n");
            assertThat(second.err()).isEqualTo("Shown are 2 to 2 of 2.\n");
            assertThat(run(registry, "impact", "part", "--offset=2").err()).isEqualTo("There are only 2.\n");
            assertThat(run(registry, "impact", "part", "--offset=-1").code()).isEqualTo(2);
            assertThat(run(registry, "impact", "nobody").err()).contains("Refused (40401)");
        }
    }

    @Test
    void a_check_tells_reasons_and_warnings_in_sentences() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            Path millis = Files.writeString(
                    temp.resolve("millis.avsc"), "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}");
            Path micros = Files.writeString(
                    temp.resolve("micros.avsc"), "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}");
            Path text = Files.writeString(temp.resolve("text.avsc"), "\"string\"");
            run(registry, "register", "times", millis.toString());

            CommandRun doubted = run(registry, "check", "times", micros.toString());
            CommandRun refused = run(registry, "check", "times", text.toString());
            CommandRun json = run(registry, "check", "times", micros.toString(), "--json");

            assertThat(doubted.code()).isZero();
            assertThat(doubted.out())
                    .isEqualTo("times: compatible\n"
                            + "  warning: Consumers on the new schema misread records written with version 1: the same"
                            + " bytes mean another value, timestamp-millis read as timestamp-micros (at /).\n"
                            + "    to fix it: Keep scale and unit, or add a field of another name.\n");
            Path folder = Files.createDirectory(temp.resolve("gate"));
            Files.copy(micros, folder.resolve("times.avsc"));
            CommandRun gate = run(registry, "gate", folder.toString(), "--subject={file}");
            assertThat(gate.code()).isZero();
            assertThat(gate.out())
                    .contains(
                            "times.avsc:1:1: LOGICAL_TYPE_CHANGED times v1: warning: Consumers on the new schema misread"
                                    + " records written with version 1: the same bytes mean another value, timestamp-millis"
                                    + " read as timestamp-micros (at /).\n"
                                    + "  to fix it: Keep scale and unit, or add a field of another name.\n")
                    .contains("times.avsc: compatible times v2 (BACKWARD)")
                    .endsWith("1 checked, 1 compatible\n");
            assertThat(run(registry, "gate", folder.toString(), "--subject={file}", "--json")
                            .out())
                    .contains("\"rule\" : \"LOGICAL_TYPE_CHANGED\"", "\"severity\" : \"warning\"");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out())
                    .startsWith("times: incompatible\n  Consumers on the new schema cannot read records written with")
                    .doesNotContain("errorType");
            assertThat(json.out())
                    .startsWith(
                            "{\"subject\":\"times\",\"compatible\":true,\"messages\":[],\"details\":[],\"warnings\":"
                                    + "[{\"rule\":\"LOGICAL_TYPE_CHANGED\",\"path\":\"/\",\"direction\":\"BACKWARD\",\"version\":1,");
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

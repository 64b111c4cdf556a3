package dev.signet.cli.gate;

import static dev.signet.cli.gate.RegistryCalls.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signet.cli.CommandRun;
import dev.signet.cli.moving.RegistryHouse;
import dev.signet.gate.GateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The gate against a registry: what the acceptance tests ask for beyond what an export can show. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class GateIT {
    private static final int SUBJECTS = Integer.getInteger("signet.test.gate-subjects", 60);

    @TempDir
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    @TempDir
    private Path folder;

    private RegistryCalls registry = new RegistryCalls(URI.create("http://127.0.0.1:9"));

    private record Run(int code, String out) {}

    @BeforeAll
    static void start() {
        house = new RegistryHouse(data.resolve("house"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @BeforeEach
    void empty() {
        registry = new RegistryCalls(house.empty());
    }

    /** Acceptance test 1: the gates that ask for the latest version let it pass, registration does not. */
    @Test
    void a_transitive_trap_is_refused_as_registration_refuses_it() throws IOException {
        registry.level("", "BACKWARD_TRANSITIVE");
        registry.register("n.Order", record("Order", "id:\"string\""), "");
        registry.register("n.Order", record("Order", "id:\"string\"", "f:\"int\"=0"), "");
        String trap = record("Order", "id:\"string\"", "f:\"int\"");
        write("order.avsc", trap);

        Run gate = gate(registry.address());

        assertThat(gate.code()).isEqualTo(1);
        assertThat(gate.out()).contains("order.avsc:4:1: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ");
        assertThat(registry.send(
                                "POST",
                                "/compatibility/subjects/n.Order/versions/latest",
                                "{\"schema\": " + RegistryCalls.quoted(trap) + "}")
                        .body())
                .contains("\"is_compatible\":true");
        assertThat(registry.register("n.Order", trap, "")).isEqualTo(409);
    }

    /** Acceptance test 3: nothing is remembered between runs. */
    @Test
    void the_same_file_is_judged_anew_when_the_registry_has_moved() throws IOException {
        registry.register("n.Order", record("Order", "id:\"string\""), "");
        write("order.avsc", record("Order", "id:\"string\"", "f:\"int\"=0"));
        assertThat(gate(registry.address()).code()).isZero();

        registry.register("n.Order", record("Order", "id:\"string\"", "f:\"string\"=\"\""), "");

        assertThat(gate(registry.address()).code()).isEqualTo(1);
    }

    /** Acceptance test 6: a new subject that refers to another new one. */
    @Test
    void new_subjects_that_refer_to_new_subjects_are_new() throws IOException {
        write("order.avsc", record("Order", "line:\"Line\""));
        write("line.avsc", record("Line", "id:\"string\""));

        Run gate = gate(registry.address());

        assertThat(gate.code()).as(gate.out()).isZero();
        assertThat(gate.out()).contains("new n.Line v1", "new n.Order v1", "2 checked, 2 new");
    }

    @Test
    void the_mark_is_the_cursor_of_the_dry_run() throws IOException {
        write("line.avsc", record("Line", "id:\"string\""));

        assertThat(gate(registry.address()).out())
                .containsPattern("against registry:http://127.0.0.1:\\d+ at \\S{10,}");
    }

    @Test
    void what_the_gate_has_judged_is_applied_on_that_state_only() throws IOException {
        write("line.avsc", record("Line", "id:\"string\""));
        write("order.avsc", record("Order", "line:\"Line\""));
        Matcher mark =
                Pattern.compile(" at (\\S+)").matcher(gate(registry.address()).out());
        assertThat(mark.find()).isTrue();

        CommandRun applied = apply("--require-cursor", mark.group(1), "--author", "ci", "--source", "commit 4711");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("n.Line: new version 1, id ", "n.Order: new version 1, id ");
        assertThat(registry.send("GET", "/signet/v1/subjects/n.Order/versions/1/origin", "")
                        .body())
                .contains("ci", "commit 4711");

        assertThat(apply("--require-cursor", mark.group(1)).code())
                .as("the state is another one")
                .isEqualTo(1);
        assertThat(apply().out()).contains("n.Line: is version 1", "n.Order: is version 1");
    }

    private CommandRun apply(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "apply", folder.toString(), "--registry", registry.address().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** The table of targets: three requests at the most, however many files there are. */
    @Test
    void many_subjects_take_three_requests_at_the_most() throws IOException {
        for (int i = 0; i < SUBJECTS; i++) {
            String name = "Subject" + "x".repeat(60) + i;
            registry.register("n." + name, record(name, "id:\"string\""), "");
            write("s" + i + ".avsc", record(name, "id:\"string\"", "f:\"int\"=0"));
        }
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer between = between(asked);

        Run gate = gate(URI.create("http://127.0.0.1:" + between.getAddress().getPort()));
        between.stop(0);

        assertThat(gate.out()).contains(SUBJECTS + " checked, " + SUBJECTS + " compatible");
        assertThat(asked).hasSizeLessThanOrEqualTo(3);
        System.out.println("GateIT: " + SUBJECTS + " subjects took " + asked);
    }

    /** Acceptance test 2, with a registry that was there and fails. */
    @Test
    void a_registry_that_fails_is_no_answer() throws IOException {
        write("line.avsc", record("Line", "id:\"string\""));
        HttpServer broken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        broken.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        broken.start();

        Run gate = gate(URI.create("http://127.0.0.1:" + broken.getAddress().getPort()));
        broken.stop(0);

        assertThat(gate.code()).isEqualTo(3);
        assertThat(gate.out()).startsWith("not checked: registry:http://127.0.0.1:");
    }

    /** Any other registry knows no exports and no change sets. */
    @Test
    void a_registry_with_the_shared_contract_only_is_asked_file_by_file() throws IOException {
        registry.register("n.Order", record("Order", "id:\"string\""), "");
        write("order.avsc", record("Order", "id:\"string\"", "f:\"int\""));
        write("line.avsc", record("Line", "id:\"string\""));
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer between = between(asked, "/export", "/signet/");

        Run gate = gate(URI.create("http://127.0.0.1:" + between.getAddress().getPort()));
        between.stop(0);

        assertThat(gate.code()).isEqualTo(1);
        assertThat(gate.out())
                .contains("order.avsc:4:1: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ")
                .contains("this registry has no change sets")
                .contains("2 checked, 1 new, 1 incompatible");
    }

    /** Passes requests on and writes them down; what begins like one of these is not known to it. */
    private HttpServer between(List<String> asked, String... unknown) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + path.substring(0, Math.min(30, path.length())));
            byte[] answer;
            int status;
            if (List.of(unknown).stream().anyMatch(path::startsWith)) {
                status = 404;
                answer = "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            } else {
                HttpResponse<byte[]> reply = passedOn(exchange.getRequestMethod(), path, body);
                status = reply.statusCode();
                answer = reply.body();
            }
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpResponse<byte[]> passedOn(String method, String path, byte[] body) throws IOException {
        try {
            return registry.http()
                    .send(
                            HttpRequest.newBuilder(URI.create(registry.address() + path))
                                    .method(method, BodyPublishers.ofByteArray(body))
                                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                    .build(),
                            BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Run gate(URI address) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new GateCommand())
                .setOut(new PrintWriter(out))
                .execute(folder.toString(), "--registry", address.toString());
        return new Run(code, out.toString().replace(folder + "/", ""));
    }
}

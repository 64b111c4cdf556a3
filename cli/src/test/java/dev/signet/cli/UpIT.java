package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 170, unit = TimeUnit.SECONDS)
class UpIT {
    private static final int ORDERS = 50;

    @TempDir
    Path temp;

    private final int port = UpProcess.freePort();
    private final int kafkaPort = UpProcess.freePort();
    private Path data = Path.of("");

    @BeforeEach
    void folder() {
        data = temp.resolve("data");
    }

    @Test
    void every_schema_and_record_outlives_a_kill_and_no_bad_record_gets_in() throws Exception {
        Path orders = Orders.file(temp.resolve("orders.avro"), ORDERS);
        try (UpProcess killed = UpProcess.start(data, port, kafkaPort).ready()) {
            Path schema = Files.writeString(temp.resolve("order.avsc"), Orders.ORDER);
            assertThat(killed.run("register", "orders-value", schema.toString()))
                    .satisfies(run -> assertThat(run.err()).isEmpty())
                    .satisfies(run -> assertThat(run.out()).startsWith("orders-value version 1, id 1,"));

            CommandRun good = killed.run("produce", "--topic=orders", "--avro-file=" + orders);
            assertThat(good.err()).isEmpty();
            assertThat(good.out()).contains(ORDERS + " records", "0 rejected", "schema id 1");

            CommandRun bad = killed.run("produce", "--topic=orders", "--avro-file=" + orders, "--damage=cut");
            assertThat(bad.code()).isEqualTo(1);
            assertThat(bad.out()).contains("orders: 0 records", ORDERS + " rejected");
            assertThat(bad.err()).contains("record 0: ");

            killed.kill();
        }

        try (UpProcess again = UpProcess.start(data, port, kafkaPort).ready()) {
            assertThat(again.run("subjects").out()).isEqualTo("orders-value\n");
            assertThat(again.run("versions", "orders-value", "--json").out()).isEqualTo("[1]\n");
            CommandRun read = again.run("consume", "--topic=orders", "--from-beginning", "--until-end");
            assertThat(read.code()).isZero();
            assertThat(read.err()).isEmpty();
            assertThat(read.out().lines()).hasSize(ORDERS).anyMatch(line -> line.endsWith("\"note\": \"order 7\"}"));

            again.interrupt();
            assertThat(again.exitCode(5)).isGreaterThanOrEqualTo(128);
            assertThat(again.lines()).last().asString().startsWith("Stopped in ");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void what_is_set_for_all_topics_holds_for_those_that_say_nothing() throws Exception {
        Path orders = Orders.file(temp.resolve("orders.avro"), ORDERS);
        try (UpProcess up = UpProcess.start(data, port, kafkaPort, "--topic-default=signet.value.validation=off")
                .ready()) {
            CommandRun damaged = up.run("produce", "--topic=orders", "--avro-file=" + orders, "--damage=cut");

            assertThat(damaged.out()).contains("orders: " + ORDERS + " records", "0 rejected");
        }
    }

    @Test
    void what_is_in_the_way_is_said_in_one_sentence_and_nothing_is_begun() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                UpProcess refused = UpProcess.start(data, taken.getLocalPort(), kafkaPort)) {
            assertThat(refused.exitCode(30)).isEqualTo(3);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .startsWith("signet: The registry cannot listen on 127.0.0.1:" + port)
                    .contains("--port");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void data_of_another_version_are_refused_and_left_alone() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "12\n");

        try (UpProcess refused = UpProcess.start(data, port, kafkaPort)) {
            assertThat(refused.exitCode(60)).isEqualTo(3);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .contains("was written by PostgreSQL 12", data.toRealPath().toString());
        }
        assertThat(data.resolve("postgres")).isDirectoryContaining(file -> file.endsWith("PG_VERSION"));
    }

    @Test
    void an_open_address_is_warned_of_and_a_second_up_on_the_folder_is_refused() throws Exception {
        try (UpProcess first =
                UpProcess.start(data, port, kafkaPort, "--host=0.0.0.0").ready()) {
            assertThat(first.lines()).anyMatch(line -> line.startsWith("Warning: 0.0.0.0 is open"));

            try (UpProcess second = UpProcess.start(data, UpProcess.freePort(), UpProcess.freePort())) {
                assertThat(second.exitCode(30)).isEqualTo(3);
                assertThat(second.lines())
                        .singleElement()
                        .asString()
                        .contains(data.toRealPath().toString(), "process " + first.pid());
            }
        }
    }
}

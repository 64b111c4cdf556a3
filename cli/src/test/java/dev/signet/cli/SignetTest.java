package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignetTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "server",
                "register",
                "check",
                "apply",
                "subjects",
                "versions",
                "schema",
                "search",
                "undelete",
                "import",
                "export",
                "ids",
                "produce",
                "consume",
                "replay",
                "refusals",
                "doctor",
                "gate"
            })
    void every_command_explains_itself_and_its_exit_codes(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("Usage: signet " + command)
                .contains("Exit codes:")
                .containsPattern("\n +0 +\\w")
                .containsPattern("\n +1 +\\w")
                .containsPattern("\n +2 +wrong usage")
                .containsPattern("\n +3 +\\w");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signet.value.validaton=full | topics have no settings named signet.value.validaton; docs/validation.md has all
            signet.value.validation=on  | signet.value.validation is 'on', expected off, auto, id or full
            """)
    void what_topics_cannot_be_asked_for_is_said_before_anything_is_started(String given, String said) {
        CommandRun run = CommandRun.of("up", "--data", temp.resolve("data").toString(), "--topic-default", given);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("signet: --topic-default: " + said);
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void the_version_names_what_the_build_is_made_of() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("signet \\d")
                .containsPattern("Apache Kafka \\d")
                .contains("PostgreSQL");
    }

    @Test
    void a_completion_script_can_be_had() {
        CommandRun run = CommandRun.of("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("complete ", "produce", "--avro-file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            frobnicate                                       | Unmatched argument at index 0: 'frobnicate'
            subject                                          | Did you mean
            register orders-value                            | Missing required parameter: 'FILE'
            subjects --registry ftp://somewhere              | 'ftp://somewhere' is not an address like http://127.0.0.1:8081
            register s f --reference shop.Customer           | 'shop.Customer' is not NAME=SUBJECT:VERSION
            register s f --reference c=shop.Customer:soon    | is not NAME=SUBJECT:VERSION
            schema                                           | Name one of SUBJECT, --id and --guid
            schema s --id 3                                  | Name one of SUBJECT, --id and --guid
            schema s eleven                                  | 'eleven' is not a version
            undelete s latest                                | 'latest' is not the number of a version
            undelete                                         | Missing required parameter: 'SUBJECT'
            apply                                            | Missing required parameter: 'FILE'
            search                                           | Missing required parameter: 'TEXT'
            schema --guid xyz                                | 'xyz' is not a GUID
            schema --id -1                                   | -1 is not a schema id
            produce --topic t                                | Missing required option: '--avro-file=F'
            produce --topic t --avro-file f --damage melt    | melt
            replay                                           | Missing required parameter: 'DEAD_LETTER_TOPIC'
            replay t --offset 0                              | 0
            replay t --from-beginning --offset 0=1           | mutually exclusive
            ids --floor 0                                    | '0' is not a schema id, a whole number from 1 to 2147483647
            ids --floor 2147483648                           | is not a schema id
            ids --floor 5 --context a:b                      | 'a:b' is not a context like .staging
            refusals --limit 0                               | --limit is 1 to 1000, got 0
            doctor --bootstrap-server                        | Missing required parameter
            up --port many                                   | 'many' is not an int
            """)
    void wrong_usage_is_named_in_a_line_and_ends_with_2(String line, String message) {
        CommandRun run = CommandRun.of(line.strip().split(" +"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("signet: ").contains(message).contains("--help'.");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(4);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_ends_with_2() {
        CommandRun run = CommandRun.of(
                "register", "orders-value", temp.resolve("none.avsc").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("signet: There is no file " + temp.resolve("none.avsc") + ".\n");
    }

    @Test
    void a_file_that_is_not_an_avro_container_ends_with_2() throws IOException {
        Path file = Files.writeString(temp.resolve("orders.avro"), "not a container");

        CommandRun run = CommandRun.of("produce", "--topic", "orders", "--avro-file", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("orders.avro is not an Avro object container file");
    }

    @Test
    void a_registry_that_is_not_there_ends_with_3_and_is_named() throws IOException {
        String address = "http://127.0.0.1:" + closedPort();

        CommandRun run = CommandRun.of("subjects", "--registry", address);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("signet: ").contains(address);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void a_log_that_is_not_there_ends_with_3_and_is_named() throws IOException {
        String address = "127.0.0.1:" + closedPort();

        CommandRun run = CommandRun.of("consume", "--topic", "orders", "--bootstrap-server", address);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("signet: ").contains(address);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

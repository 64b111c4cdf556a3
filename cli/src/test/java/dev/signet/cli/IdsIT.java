package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.moving.RegistryHouse;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IdsIT {
    @TempDir
    Path temp;

    @Test
    void the_counters_are_shown_and_raised_in_the_database_itself() throws Exception {
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            URI registry = house.empty();
            String database = "--db=" + house.lastDatabase();
            Path schema = Files.writeString(temp.resolve("a.avsc"), "\"string\"");
            assertThat(CommandRun.of("register", "s", schema.toString(), "--registry=" + registry)
                            .out())
                    .contains("id 1,");

            assertThat(CommandRun.of("ids", database).out()).isEqualTo(". next id 2, 2147483646 left\n");

            CommandRun raised = CommandRun.of("ids", database, "--floor=1000", "--context=.staging");
            assertThat(raised.code()).isZero();
            assertThat(raised.out())
                    .isEqualTo(".staging next id 1000, 2147482648 left\n. next id 2, 2147483646 left\n");
            assertThat(raised.err()).contains("restart them");
            assertThat(CommandRun.of("register", ":.staging:s", schema.toString(), "--registry=" + registry)
                            .out())
                    .contains("id 1000,");
            assertThat(CommandRun.of("ids", database, "--json").out())
                    .isEqualTo("[{\"context\":\".staging\",\"nextId\":1001,\"remaining\":2147482647},"
                            + "{\"context\":\".\",\"nextId\":2,\"remaining\":2147483646}]\n");
        }
    }

    @Test
    void a_database_that_is_not_there_ends_with_3_and_is_named_without_its_password() {
        CommandRun run = CommandRun.of("ids", "--db=jdbc:postgresql://127.0.0.1:1/none?user=u&password=hush");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("signet: The database at jdbc:postgresql://127.0.0.1:1/none");
        assertThat(run.err()).doesNotContain("hush");
    }
}

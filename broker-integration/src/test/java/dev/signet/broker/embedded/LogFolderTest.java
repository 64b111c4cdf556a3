package dev.signet.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_in_the_folders_place_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "");

        assertThatThrownBy(() -> LogFolder.open(file))
                .isInstanceOf(LogStartException.class)
                .hasMessage("The log's folder " + file + " is not a folder.");
    }

    @Test
    void a_folder_that_holds_something_else_is_refused_and_left_as_it_was() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "");

        try (LogFolder open = LogFolder.open(folder)) {
            assertThatThrownBy(() -> open.prepare("4.3.1"))
                    .isInstanceOf(LogStartException.class)
                    .hasMessage("The log's folder " + folder
                            + " holds something else (thesis.txt); choose an empty folder.");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_folder_of_a_newer_kafka_is_refused() throws Exception {
        Files.writeString(folder.resolve("signet-log.properties"), "format=1\ncluster.id=c\nkafka.version=4.10.0\n");

        try (LogFolder open = LogFolder.open(folder)) {
            assertThatThrownBy(() -> open.prepare("4.3.1"))
                    .isInstanceOf(LogStartException.class)
                    .hasMessageContaining("was written by Apache Kafka 4.10.0; this is 4.3.1");
        }
    }

    @Test
    void a_folder_of_another_format_is_refused() throws Exception {
        Files.writeString(folder.resolve("signet-log.properties"), "format=2\ncluster.id=c\n");

        try (LogFolder open = LogFolder.open(folder)) {
            assertThatThrownBy(() -> open.prepare("4.3.1"))
                    .isInstanceOf(LogStartException.class)
                    .hasMessageContaining("was written in format 2 by another release of Signet");
        }
    }

    @Test
    void a_folder_that_kafka_would_read_as_two_is_refused() {
        assertThatThrownBy(() -> LogFolder.open(folder.resolve("a,b")))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("has a comma in its name");
    }

    @Test
    void releases_are_compared_as_numbers() {
        assertThat(ReleaseNumbers.compare("4.10.0", "4.9.2")).isPositive();
        assertThat(ReleaseNumbers.compare("4.3.1", "4.3.1")).isZero();
        assertThat(ReleaseNumbers.compare("3.9.2", "4.0.0")).isNegative();
        assertThat(ReleaseNumbers.ofKafka()).startsWith("4.");
    }
}

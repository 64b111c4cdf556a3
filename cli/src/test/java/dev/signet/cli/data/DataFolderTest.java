package dev.signet.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void a_missing_folder_is_created_and_taken() {
        try (DataFolder folder = DataFolder.open(temp.resolve("a/b"))) {
            assertThat(folder.path()).isDirectory();
            assertThat(folder.resolve("signet.pid"))
                    .hasContent(ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void a_folder_that_is_held_is_refused_with_its_name_and_the_holder() {
        try (DataFolder held = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(held.path().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void a_folder_that_was_given_back_can_be_taken_again() {
        DataFolder.open(temp).close();

        try (DataFolder again = DataFolder.open(temp)) {
            assertThat(again.path()).isDirectory();
        }
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_named() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is a file");
    }
}

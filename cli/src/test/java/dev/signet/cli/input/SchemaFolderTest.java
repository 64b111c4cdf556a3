package dev.signet.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFolderTest {
    private static final String ORDER = record("Order", "{\"name\":\"buyer\",\"type\":\"shop.Customer\"}");

    @TempDir
    Path temp;

    @BeforeEach
    void files() throws IOException {
        write("customer", record("Customer", "{\"name\":\"address\",\"type\":\"Address\"}"));
        write("address", record("Address", "{\"name\":\"city\",\"type\":\"string\"}"));
        write("order", ORDER);
    }

    @Test
    void a_schema_is_resolved_through_all_the_files_that_it_needs() {
        SchemaFolder folder = SchemaFolder.read(temp);

        Schema order = folder.resolved(ORDER);

        assertThat(order.getField("buyer").schema().getField("address").schema().getFullName())
                .isEqualTo("shop.Address");
        assertThat(folder.text("shop.Order")).hasValue(ORDER);
    }

    @Test
    void files_that_refer_to_one_another_in_a_circle_are_named() throws IOException {
        write("address", record("Address", "{\"name\":\"tenant\",\"type\":\"Customer\"}"));

        assertThatThrownBy(() -> SchemaFolder.read(temp).resolved(ORDER))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("shop.Customer, shop.Address")
                .hasMessageContaining("circle");
    }

    @Test
    void a_type_that_two_files_define_is_named_with_both() throws IOException {
        write("second", ORDER);

        assertThatThrownBy(() -> SchemaFolder.read(temp))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("order.avsc")
                .hasMessageContaining("second.avsc")
                .hasMessageContaining("shop.Order");
    }

    @Test
    void a_missing_folder_is_named() {
        assertThatThrownBy(() -> SchemaFolder.read(temp.resolve("nowhere")))
                .isInstanceOf(UnreadableInput.class)
                .hasMessage("There is no file " + temp.resolve("nowhere") + ".");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(temp.resolve(name + ".avsc"), text);
    }

    private static String record(String name, String field) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"namespace\":\"shop\",\"fields\":[" + field + "]}";
    }
}

package dev.signet.gate.files;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    private static final String ORDER = """
            {
              "type": "record", "name": "Order", "namespace": "n",
              "fields": [
                {"name": "id", "type": "string"},
                {"name": "state", "type": {
                  "type": "enum", "name": "State",
                  "symbols": ["A", "B"]}},
                {"name": "next", "type": ["null", "Order"]},
                {"name": "lines", "type": {"type": "array", "items": {
                   "type": "record", "name": "Line", "fields": [
                     {"name": "count", "type": "int"}]}}},
                {"name": "gift", "type": "Line"},
                {"name": "buyer", "type": "n.Buyer"}
              ]
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "/, 1, 1",
        "/fields/0, 4, 5",
        "/fields/0/type, 4, 28",
        "/fields/1/type/symbols, 7, 18",
        "/fields/2/type/1, 8, 39",
        "/fields/2/type/1/fields/0, 4, 5",
        "/fields/3/type/items/fields/0/type, 11, 36",
        "/fields/4/type/fields/0, 11, 10",
        "/fields/9, 3, 13",
        "/fields/0/nowhere, 4, 5"
    })
    void a_pointer_leads_to_a_line_and_a_column(String pointer, int line, int column) {
        Place place = new Places().of(file("order.avsc", ORDER), pointer);

        assertThat(place).isEqualTo(new Place("order.avsc", new Position(line, column)));
    }

    @Test
    void a_type_of_another_file_is_found_there() {
        SchemaFile buyer =
                file("buyer.avsc", record("n.Buyer", field("id", "\"string\""), field("mail", "\"string\"")));
        SchemaFile order = new SchemaFile("order.avsc", Subject.of("o"), "n.Order", ORDER, List.of(buyer));

        assertThat(new Places().of(order, "/fields/5/type/fields/1/type"))
                .isEqualTo(new Place("buyer.avsc", new Position(7, 30)));
    }

    @Test
    void what_is_no_json_has_only_a_beginning() {
        assertThat(new Places().of(file("bad.avsc", "{"), "/fields/0")).isEqualTo(Place.startOf("bad.avsc"));
    }

    private static SchemaFile file(String path, String text) {
        return new Discovery(SubjectNaming.template("{path}"))
                .discover(Map.of(path, text))
                .files()
                .get(0);
    }
}

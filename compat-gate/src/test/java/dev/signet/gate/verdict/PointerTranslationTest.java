package dev.signet.gate.verdict;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointerTranslationTest {
    private static final Schema OLD = schema(record(
            "Order",
            field("id", "\"string\""),
            field("gone", "\"string\""),
            field("line", record("Line", field("count", "\"int\""))),
            field("state", "[\"null\", {\"type\": \"enum\", \"name\": \"State\", \"symbols\": [\"A\"]}]"),
            field("parts", "{\"type\": \"array\", \"items\": \"Line\"}")));

    private static final Schema NEW = schema(record(
            "Order",
            field("state", "{\"type\": \"enum\", \"name\": \"State\", \"symbols\": [\"A\", \"B\"]}"),
            field("id", "\"long\""),
            "{\"name\": \"row\", \"aliases\": [\"line\"], \"type\": "
                    + record("Line", field("price", "\"int\""), field("count", "\"string\"")) + "}",
            field("parts", "[\"null\", {\"type\": \"array\", \"items\": \"Line\"}]")));

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/fields/0/type, /fields/1/type",
        "/fields/1, /",
        "/fields/2/type/fields/0/type, /fields/2/type/fields/1/type",
        "/fields/3/type/1/symbols, /fields/0/type/symbols",
        "/fields/4/type/items/fields/0, /fields/3/type/1/items/fields/1"
    })
    void the_same_part_is_found_in_the_other_schema(String old, String now) {
        assertThat(PointerTranslation.of(OLD, NEW, old)).isEqualTo(now);
    }

    private static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }
}

package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.format.SchemaTerms;
import org.junit.jupiter.api.Test;

class TermWalkTest {
    @Test
    void names_fields_and_docs_are_collected_wherever_they_stand() {
        SchemaTerms terms = new AvroFormat().terms("""
                {"type":"record","name":"Order","namespace":"shop","doc":"An order.","fields":[
                  {"name":"id","type":"long","doc":"Never reused."},
                  {"name":"lines","type":{"type":"array","items":
                     {"type":"record","name":"Line","fields":[{"name":"sku","type":"string"},{"name":"id","type":"int"}]}}},
                  {"name":"tax","type":["null",{"type":"map","values":
                     {"type":"fixed","name":"money.Amount","size":8,"doc":"In cents."}}]},
                  {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW"],"doc":" "}}]}
                """);

        assertThat(terms.names()).containsExactly("shop.Order", "shop.Line", "money.Amount", "shop.State");
        assertThat(terms.fields()).containsExactly("id", "lines", "sku", "tax", "state");
        assertThat(terms.docs()).containsExactly("An order.", "Never reused.", "In cents.");
    }

    @Test
    void a_text_without_names_has_no_terms() {
        assertThat(new AvroFormat().terms("\"string\"")).isEqualTo(SchemaTerms.NONE);
        assertThat(new AvroFormat().terms("{\"type\":")).isEqualTo(SchemaTerms.NONE);
    }
}

package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypeNamesTest {
    @Test
    void names_are_full_and_primitives_are_none() {
        TypeNames names = TypeNames.of("""
                {"type":"record","name":"Order","namespace":"shop","fields":[
                  {"name":"id","type":"long"},
                  {"name":"buyer","type":"Customer"},
                  {"name":"lines","type":{"type":"array","items":"shop.Line"}},
                  {"name":"tax","type":["null",{"type":"map","values":"money.Amount"}]},
                  {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW"]}},
                  {"name":"before","type":["null","State"]},
                  {"name":"parent","type":["null","Order"]}]}
                """);

        assertThat(names.declared()).containsExactly("shop.Order", "shop.State");
        assertThat(names.used()).containsExactly("shop.Customer", "shop.Line", "money.Amount");
    }

    @Test
    void a_name_with_dots_carries_its_namespace_to_the_types_inside() {
        TypeNames names = TypeNames.of("""
                {"type":"record","name":"a.b.Outer","namespace":"ignored","fields":[
                  {"name":"inner","type":{"type":"fixed","name":"Inner","size":4}},
                  {"name":"other","type":"Other"}]}
                """);

        assertThat(names.declared()).containsExactly("a.b.Outer", "a.b.Inner");
        assertThat(names.used()).containsExactly("a.b.Other");
    }

    @Test
    void a_text_that_is_not_json_has_no_names() {
        assertThat(TypeNames.of("syntax = \"proto3\";").used()).isEmpty();
    }
}

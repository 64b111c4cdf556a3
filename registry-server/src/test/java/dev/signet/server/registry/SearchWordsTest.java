package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.format.SchemaTerms;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orderId        | order id orderid
            order_id       | order id orderid
            ORDER_ID       | order id orderid
            order-id       | order id
            com.acme.Order | com acme order
            HTTPServer     | http server httpserver
            line2Items     | line2 items line2items
            x              | x
            Größe in mm    | größe in mm
            'it''s'        | it s
            ...            | ''
            """)
    void words_end_at_humps_and_at_what_is_neither_letter_nor_digit(String text, String words) {
        assertThat(String.join(" ", SearchWords.of(text))).isEqualTo(words);
    }

    @Test
    void a_long_word_is_cut_between_characters() {
        String word = "𝒳".repeat(100);

        assertThat(SearchWords.of(word)).containsExactly("𝒳".repeat(64));
    }

    @Test
    void a_field_must_have_all_words_or_longer_ones() {
        SearchWords words = SearchWords.of(
                new SchemaTerms(List.of("shop.OrderLine"), List.of("unitPrice"), List.of("What it costs.")));

        assertThat(words.matches(SearchField.NAME, Set.of("ord", "shop"))).isTrue();
        assertThat(words.matches(SearchField.NAME, Set.of("order", "price"))).isFalse();
        assertThat(words.matches(SearchField.FIELD, Set.of("price"))).isTrue();
        assertThat(words.matches(SearchField.DOC, Set.of("osts"))).isFalse();
        assertThat(words.matches(SearchField.SUBJECT, Set.of("order"))).isFalse();
    }
}

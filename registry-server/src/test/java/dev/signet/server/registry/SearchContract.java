package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.server.registry.SearchResult.Match;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must find. */
public abstract class SearchContract extends StoreContract {
    private final Subject customers = Subject.parse(":.eu:customers-value");

    @BeforeEach
    void someSchemas() {
        registered(Subject.of("prod.Orders-value"), SchemaText.avro("""
                        {"type":"record","name":"OrderPlaced","namespace":"com.acme.shop","doc":"A basket was paid.",
                         "fields":[{"name":"orderId","type":"long","doc":"Never reused."},
                                   {"name":"line_items","type":{"type":"array","items":
                                      {"type":"record","name":"LineItem","fields":[{"name":"sku","type":"string"}]}}}]}
                        """));
        registered(customers, SchemaText.avro("""
                        {"type":"record","name":"Customer","namespace":"com.acme","fields":[
                         {"name":"customerId","type":"long"},{"name":"place","type":"string","doc":"Straße, at the moment of the ORDER"}]}
                        """));
        registered(Subject.of("plain"), SchemaText.avro("\"string\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order        | :.eu:customers-value, prod.Orders-value
            orderplaced  | prod.Orders-value
            OrderPlaced  | prod.Orders-value
            com.acme     | :.eu:customers-value, prod.Orders-value
            acme shop    | prod.Orders-value
            orderId      | prod.Orders-value
            order_id     | prod.Orders-value
            lineitems    | prod.Orders-value
            sku          | prod.Orders-value
            id           | :.eu:customers-value, prod.Orders-value
            basket paid  | prod.Orders-value
            paid basket  | prod.Orders-value
            STRASSE      |
            straße       | :.eu:customers-value
            VALUE        | :.eu:customers-value, prod.Orders-value
            rders-v      | prod.Orders-value
            plain        | plain
            basket sku   |
            tomer        | :.eu:customers-value
            traße        |
            """)
    void versions_are_found_by_words_and_by_a_part_of_their_subject(String typed, String subjects) {
        String found = String.join(", ", found(typed, SearchField.all()));

        assertThat(found).isEqualTo(subjects == null ? "" : subjects);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUBJECT | orders   | prod.Orders-value
            NAME    | orders   |
            NAME    | order    | prod.Orders-value
            FIELD   | order    | prod.Orders-value
            FIELD   | customer | :.eu:customers-value
            DOC     | order    | :.eu:customers-value
            DOC     | customer |
            ID      | order    |
            """)
    void a_search_looks_only_where_it_is_told_to(SearchField field, String typed, String subjects) {
        String found = String.join(", ", found(typed, Set.of(field)));

        assertThat(found).isEqualTo(subjects == null ? "" : subjects);
    }

    @Test
    void an_id_and_a_guid_are_found_in_every_context() {
        SubjectSchema customer = done(registry.version(customers, exact(1), Deleted.EXCLUDED));
        SubjectSchema plain = done(registry.version(Subject.of("plain"), exact(1), Deleted.EXCLUDED));

        assertThat(found(plain.id().toString(), Set.of(SearchField.ID))).contains("plain");
        assertThat(found(customer.guid().toString(), SearchField.all())).containsExactly(customers.qualified());
        assertThat(found("2147483648", Set.of(SearchField.ID))).isEmpty();
    }

    @Test
    void a_hit_says_what_fits() {
        SearchResult result = search("order", SearchField.all(), Which.LATEST, Deleted.EXCLUDED);

        assertThat(result.pending()).isZero();
        assertThat(result.hits().get(0).matches())
                .containsExactly(new Match(SearchField.DOC, "Straße, at the moment of the ORDER"));
        assertThat(result.hits().get(1).matches())
                .containsExactly(
                        new Match(SearchField.SUBJECT, "prod.Orders-value"),
                        new Match(SearchField.NAME, "com.acme.shop.OrderPlaced"),
                        new Match(SearchField.FIELD, "orderId"));
    }

    @Test
    void the_latest_live_version_counts_unless_others_are_asked_for() {
        registered(orders, Schemas.record("R", "early"));
        registered(orders, Schemas.record("R", "early", "middle"));
        registered(orders, Schemas.record("R", "early", "late"));
        deleteVersion(orders, 3, Deletion.SOFT);

        assertThat(numbers("early", Which.LATEST, Deleted.EXCLUDED)).containsExactly(2);
        assertThat(numbers("early", Which.ALL, Deleted.EXCLUDED)).containsExactly(1, 2);
        assertThat(numbers("early", Which.ALL, Deleted.INCLUDED)).containsExactly(1, 2, 3);
        assertThat(numbers("late", Which.LATEST, Deleted.EXCLUDED)).isEmpty();
        assertThat(numbers("late", Which.LATEST, Deleted.INCLUDED)).containsExactly(3);
        assertThat(numbers("middle", Which.LATEST, Deleted.INCLUDED)).isEmpty();
        assertThat(numbers("early", Which.ALL, Deleted.ONLY)).containsExactly(3);
    }

    @Test
    void what_was_just_registered_is_found_and_what_is_gone_for_good_is_not() {
        assertThat(found("brandnew", SearchField.all())).isEmpty();
        registered(orders, Schemas.record("R", "brandNew"));
        assertThat(found("brandnew", SearchField.all())).containsExactly("orders");
        purge(orders);
        assertThat(found("brandnew", SearchField.all())).isEmpty();
        registered(parts, Schemas.record("R", "brandNew"));

        assertThat(found("brandnew", SearchField.all())).containsExactly("parts");
    }

    @Test
    void results_come_in_pages_and_by_prefix() {
        for (String name : List.of("p1", "p2", "p3", ":.eu:p4")) {
            registered(Subject.parse(name), Schemas.record("Paged", "a"));
        }
        SearchQuery query = done(SearchQuery.of("paged", SearchField.all()));

        assertThat(subjects(registry.search(query, latest(":*:"), new Page(1, 2))))
                .containsExactly("p1", "p2");
        assertThat(subjects(registry.search(query, latest(":*:"), new Page(4, 2))))
                .isEmpty();
        assertThat(subjects(registry.search(query, latest(":.eu:"), Page.ALL))).containsExactly(":.eu:p4");
        assertThat(subjects(registry.search(query, latest("p3"), Page.ALL))).containsExactly("p3");
        assertThat(subjects(registry.search(query, latest("p\0"), Page.ALL))).isEmpty();
    }

    @Test
    void a_large_schema_is_found_by_its_first_words() {
        StringBuilder doc = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            doc.append("word").append(i).append(' ');
        }
        registered(
                orders,
                SchemaText.avro("{\"type\":\"record\",\"name\":\"Large\",\"doc\":\"" + doc + "\",\"fields\":[]}"));

        assertThat(found("word17", Set.of(SearchField.DOC))).containsExactly("orders");
        assertThat(found("large", SearchField.all())).containsExactly("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "%_*", "a\0b"})
    void a_query_by_which_nothing_can_be_found_is_refused(String typed) {
        assertThat(refusal(SearchQuery.of(typed, SearchField.all()))).isEqualTo(ErrorCode.MALFORMED_REQUEST);
        assertThat(refusal(SearchQuery.of("x".repeat(201), SearchField.all()))).isEqualTo(ErrorCode.MALFORMED_REQUEST);
    }

    private List<String> found(String typed, Set<SearchField> fields) {
        return subjects(search(typed, fields, Which.LATEST, Deleted.EXCLUDED));
    }

    private List<Integer> numbers(String typed, Which which, Deleted deleted) {
        return search(typed, SearchField.all(), which, deleted).hits().stream()
                .map(hit -> hit.version().version().number())
                .toList();
    }

    private SearchResult search(String typed, Set<SearchField> fields, Which which, Deleted deleted) {
        return registry.search(done(SearchQuery.of(typed, fields)), SearchScope.of(":*:", which, deleted), Page.ALL);
    }

    private static SearchScope latest(String prefix) {
        return SearchScope.of(prefix, Which.LATEST, Deleted.EXCLUDED);
    }

    private static List<String> subjects(SearchResult result) {
        return result.hits().stream()
                .map(hit -> hit.version().subject().qualified())
                .toList();
    }
}

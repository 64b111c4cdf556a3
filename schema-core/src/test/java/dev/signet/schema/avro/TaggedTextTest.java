package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.SchemaEntity;
import dev.signet.schema.format.SchemaEntity.Kind;
import dev.signet.schema.format.TagEdit;
import dev.signet.schema.format.TagEdit.Propagation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaggedTextTest {
    private static final String TREE = "{\"type\":\"record\",\"name\":\"Tree\",\"namespace\":\"n\",\"fields\":["
            + "{\"name\":\"value\",\"type\":\"double\",\"default\":1.50},"
            + "{\"name\":\"leaf\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"m.Leaf\",\"fields\":["
            + "{\"name\":\"colour\",\"type\":\"string\",\"confluent:tags\":[\"OLD\"]}]}]},"
            + "{\"name\":\"children\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"map\",\"values\":\"Tree\"}}}]}";

    private final AvroFormat format = new AvroFormat();

    @ParameterizedTest
    @CsvSource({
        "FIELD, n.Tree.value, n.Tree.value",
        "FIELD, .n.Tree.value, n.Tree.value",
        "FIELD, m.Leaf.colour, m.Leaf.colour",
        "FIELD, n.Tree.leaf.colour, m.Leaf.colour",
        "FIELD, n.Tree.children.children.leaf.colour, m.Leaf.colour",
        "RECORD, n.Tree, n.Tree",
        "RECORD, n.Tree.leaf, m.Leaf",
        "RECORD, n.Tree.children, n.Tree",
    })
    void a_place_is_found_by_its_name_and_by_the_way_to_it(Kind kind, String path, String place) {
        String tagged = done(format.retagged(TREE, List.of(), adding(kind, path, "NEW")));

        assertThat(format.tags(tagged))
                .filteredOn(found -> found.tags().contains("NEW"))
                .extracting(EntityTags::entity)
                .containsExactly(new SchemaEntity(kind, place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"value", "n.Tree", "n.Tree.value.more", "n.Tree.", "", ".", "Tree.value", "n.Tree.value.value"})
    void a_path_that_leads_to_no_field_is_refused(String path) {
        Answer<String> answer = format.retagged(TREE, List.of(), adding(Kind.FIELD, path, "NEW"));

        assertThat(((Answer.Refused<String>) answer).refusal().code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(((Answer.Refused<String>) answer).refusal().message()).contains("'" + path + "'", "m.Leaf.colour");
    }

    @Test
    void tags_are_added_once_and_the_last_one_takes_the_property_with_it() {
        TagEdit twice = new TagEdit(
                Propagation.NO,
                List.of(tags(Kind.FIELD, "m.Leaf.colour", "OLD", "NEW", "NEW")),
                List.of(tags(Kind.FIELD, "m.Leaf.colour", "OLD")));

        String tagged = done(format.retagged(TREE, List.of(), twice));
        String bare =
                done(format.retagged(tagged, List.of(), new TagEdit(Propagation.NO, List.of(), format.tags(tagged))));

        assertThat(format.tags(tagged)).containsExactly(tags(Kind.FIELD, "m.Leaf.colour", "NEW"));
        assertThat(bare).doesNotContain("confluent:tags").contains("\"default\":1.50");
    }

    @Test
    void inherited_tags_go_where_the_place_still_is() {
        List<EntityTags> inherited =
                List.of(tags(Kind.FIELD, "n.Tree.gone", "A"), tags(Kind.FIELD, "n.Tree.value", "B"));

        String tagged = done(format.retagged(TREE, inherited, new TagEdit(Propagation.YES, List.of(), List.of())));

        assertThat(format.tags(tagged))
                .containsExactly(tags(Kind.FIELD, "n.Tree.value", "B"), tags(Kind.FIELD, "m.Leaf.colour", "OLD"));
    }

    @Test
    void what_is_no_schema_is_left_to_the_parser() {
        assertThat(done(format.retagged("{", List.of(), adding(Kind.RECORD, "n.Tree", "NEW"))))
                .isEqualTo("{");
        assertThat(format.tags("{")).isEmpty();
        assertThat(format.tags("\"string\"")).isEmpty();
    }

    private static TagEdit adding(Kind kind, String path, String tag) {
        return new TagEdit(Propagation.NO, List.of(tags(kind, path, tag)), List.of());
    }

    private static EntityTags tags(Kind kind, String path, String... tags) {
        return new EntityTags(new SchemaEntity(kind, path), List.of(tags));
    }

    private static String done(Answer<String> answer) {
        return answer.asOptional().orElseThrow();
    }
}

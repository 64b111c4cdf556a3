package dev.signet.schema.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.HostileSchemas;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDiffTest {
    @Test
    void every_kind_of_change_is_listed_in_the_order_of_the_newer_schema() {
        ParsedSchema older = parsed("""
                {'type':'record','name':'shop.Order','doc':'old','team':'a','fields':[
                 {'name':'id','type':'int'},
                 {'name':'buyer','type':'string','doc':'who'},
                 {'name':'gone','type':'float','default':0},
                 {'name':'state','type':{'type':'enum','name':'State','symbols':['NEW','PAID','LOST'],'default':'NEW'}},
                 {'name':'key','type':{'type':'fixed','name':'Key','size':4}},
                 {'name':'price','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}},
                 {'name':'note','type':['null','string'],'default':null},
                 {'name':'parent','type':['null','shop.Order'],'default':null},
                 {'name':'lines','type':{'type':'array','items':{'type':'record','name':'Line','fields':[]}}}]}""");
        ParsedSchema newer = parsed("""
                {'type':'record','name':'shop.Order','doc':'new','team':'b','fields':[
                 {'name':'customer','type':'string','doc':'who','aliases':['buyer']},
                 {'name':'id','type':'long'},
                 {'name':'state','type':{'type':'enum','name':'State','symbols':['PAID','NEW','SENT'],'default':'PAID'}},
                 {'name':'key','type':{'type':'fixed','name':'Key','size':8}},
                 {'name':'price','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}},
                 {'name':'note','type':['string','null','int'],'default':'-'},
                 {'name':'parent','type':['null','shop.Order'],'default':null},
                 {'name':'lines','type':{'type':'array','items':{'type':'record','name':'OrderLine','aliases':['Line'],'fields':[]}}},
                 {'name':'added','type':'boolean'}]}""");

        assertThat(SchemaDiff.between(older, newer).changes().listed())
                .extracting(Change::toString)
                .containsExactly(
                        "changed property team of record shop.Order at /team: a became b",
                        "changed the doc of shop.Order at /doc: old became new",
                        "renamed field customer at /fields/0/name: buyer became customer",
                        "changed the aliases of customer at /fields/0/aliases: buyer",
                        "changed the default of note at /fields/5/default: null became \"-\"",
                        "added field added at /fields/8: boolean, no default",
                        "removed field gone at /fields/2, was float",
                        "reordered the fields of shop.Order at /fields",
                        "changed the type of id at /fields/1/type: int became long",
                        "added symbol SENT at /fields/2/type/symbols/2: SENT",
                        "removed symbol LOST at /fields/2/type/symbols/2, was LOST",
                        "reordered the symbols of shop.State at /fields/2/type/symbols",
                        "changed the default of shop.State at /fields/2/type/default: NEW became PAID",
                        "changed the size of shop.Key at /fields/3/type/size: 4 became 8",
                        "changed property scale of bytes at /fields/4/type/scale: 2 became 3",
                        "added branch int at /fields/5/type/2: int",
                        "reordered the branches of note at /fields/5/type",
                        "renamed type record shop.OrderLine at /fields/7/type/items/name: shop.Line became shop.OrderLine",
                        "changed the aliases of shop.OrderLine at /fields/7/type/items/aliases: shop.Line");
    }

    @Test
    void a_schema_does_not_differ_from_itself() {
        ParsedSchema schema = parsed("""
                {'type':'record','name':'Node','fields':[{'name':'next','type':['null','Node']},
                 {'name':'b','type':'bytes','default':'ÿ'}]}""");

        assertThat(SchemaDiff.between(schema, schema).changes()).isEqualTo(Changes.NONE);
    }

    @Test
    void more_changes_than_anybody_reads_are_cut_and_it_says_so() {
        ParsedSchema older = parsed(HostileSchemas.enumeration(Changes.LIMIT, "A"));

        Changes all = SchemaDiff.between(older, parsed("{'type':'enum','name':'E','symbols':[]}"))
                .changes();
        Changes cut = SchemaDiff.between(older, parsed("{'type':'enum','name':'E','symbols':['B']}"))
                .changes();

        assertThat(all.listed()).hasSize(Changes.LIMIT);
        assertThat(all.complete()).isTrue();
        assertThat(cut.listed()).hasSize(Changes.LIMIT);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    @Timeout(20)
    void schemas_that_go_on_and_on_are_given_up_and_it_says_so() {
        Changes changes = SchemaDiff.between(
                        parsed(HostileSchemas.ring(300, "a")), parsed(HostileSchemas.ring(299, "b")))
                .changes();

        assertThat(changes.complete()).isFalse();
        assertThat(changes.listed())
                .isNotEmpty()
                .allMatch(change -> change.path().length() < 4_096);
    }

    @Test
    void another_schema_language_is_a_change_that_nobody_reads() {
        ParsedSchema older = parsed("'int'");
        SchemaDiff diff = SchemaDiff.between(older, new OtherLanguage());

        assertThat(diff.changes().listed())
                .extracting(Change::toString)
                .containsExactly("changed the type of the schema at /: AVRO became JSON");
        assertThat(diff.deploymentOrder()).isEqualTo(DeploymentOrder.NONE);
    }

    @Test
    void long_values_are_cut_in_lines_and_whole_in_data() {
        String doc = "many words ".repeat(100);
        Change change = SchemaDiff.between(
                        parsed("{'type':'record','name':'R','fields':[]}"),
                        parsed("{'type':'record','name':'R','doc':'" + doc + "','fields':[]}"))
                .changes()
                .listed()
                .get(0);

        assertThat(change.after()).isEqualTo(doc);
        assertThat(change.toString()).endsWith("…").hasSizeLessThan(200);
    }

    @ParameterizedTest
    @CsvSource({
        "int, long, CONSUMERS_FIRST",
        "long, int, PRODUCERS_FIRST",
        "string, bytes, ANY",
        "int, string, NONE",
    })
    void verdicts_in_both_directions_say_who_may_move_first(String older, String newer, DeploymentOrder order) {
        assertThat(SchemaDiff.between(parsed("'" + older + "'"), parsed("'" + newer + "'"))
                        .deploymentOrder())
                .isEqualTo(order);
    }

    private static ParsedSchema parsed(String text) {
        return ((ParseResult.Parsed) new AvroFormat().parse(text.replace('\'', '"'), List.of(), Strictness.NEW))
                .schema();
    }
}

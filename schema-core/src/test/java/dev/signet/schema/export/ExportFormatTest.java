package dev.signet.schema.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Metadata;
import dev.signet.schema.Mode;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.rest.ConfigReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatTest {
    private static final SchemaGuid GUID =
            SchemaGuid.parse("095d71cf-1255-6b9d-5e33-0ad575b3df5d").orElseThrow();
    private static final ConfigReply FULL =
            new ConfigReply(null, null, true, null, null, null, "FULL", null, null, null, null, null, null, null);
    private static final ConfigReply NOTHING_SET =
            new ConfigReply(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final List<ExportItem> ITEMS = List.of(
            new ExportItem.Header(
                    new ExportSelection(List.of(new SubjectGlob("orders-*")), Texts.LATEST, Revisions.LEFT_OUT)),
            new ExportItem.Header(ExportSelection.ALL),
            new ExportItem.OfContext(
                    Context.GLOBAL,
                    OptionalLong.of(7),
                    new ScopeSettings(
                            Optional.of(NOTHING_SET),
                            Optional.of(FULL),
                            Optional.of(Mode.FORWARD),
                            Optional.of(Mode.FORWARD))),
            new ExportItem.OfId(Context.DEFAULT, new SchemaId(0), GUID, Optional.empty()),
            new ExportItem.OfId(Context.DEFAULT, new SchemaId(9), GUID, Optional.of(SchemaText.avro("\"string\""))),
            new ExportItem.OfSubject(Subject.of(""), OptionalLong.empty(), ScopeSettings.NONE),
            new ExportItem.OfVersion(
                    Subject.parse(":.c:a/\"b\u2028\uD83D\uDE00"),
                    new Version(3),
                    new SchemaId(12),
                    GUID,
                    ExportItem.State.DELETED,
                    new SchemaText(
                            SchemaType.AVRO,
                            "{\"type\":\"string\"}\n",
                            List.of(new SchemaReference("z.Z", "z", 2), new SchemaReference("a.A", ":.b:a", 1)),
                            Optional.of(
                                    Metadata.of(Map.of("**.n", Set.of("PII")), Map.of("owner", "me"), Set.of("owner"))),
                            Optional.of(new RuleSet(
                                    List.of(),
                                    List.of(new Rule(
                                            "r",
                                            null,
                                            "CONDITION",
                                            "WRITE",
                                            "CEL",
                                            new TreeSet<>(),
                                            new TreeMap<>(),
                                            "true",
                                            null,
                                            null,
                                            false)),
                                    List.of(),
                                    null)))),
            new ExportItem.OfAssociation(
                    Subject.parse(":.c:a"),
                    new ExportItem.Resource("topic", "lkc-1", "a \"b", "id\u2028"),
                    "key",
                    "WEAK",
                    true),
            new ExportItem.End(5));

    @Test
    void every_item_is_read_as_it_was_written_and_fills_one_line() {
        for (ExportItem item : ITEMS) {
            byte[] line = ExportFormat.line(item);

            assertThat(line).doesNotContain((byte) '\n');
            assertThat(ExportFormat.read(line)).isEqualTo(Answer.done(item));
        }
    }

    @Test
    void the_bytes_of_a_version_are_these() {
        ExportItem version = new ExportItem.OfVersion(
                Subject.of("orders-value"),
                Version.FIRST,
                new SchemaId(1),
                GUID,
                ExportItem.State.LIVE,
                SchemaText.avro("\"string\""));

        assertThat(new String(ExportFormat.line(version), StandardCharsets.UTF_8))
                .isEqualTo("{\"item\":\"version\",\"subject\":\"orders-value\",\"version\":1,\"id\":1,"
                        + "\"guid\":\"095d71cf-1255-6b9d-5e33-0ad575b3df5d\",\"state\":\"LIVE\","
                        + "\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void the_bytes_of_an_association_are_these() {
        ExportItem association = new ExportItem.OfAssociation(
                Subject.of("orders-value"),
                new ExportItem.Resource("topic", "lkc1", "orders", "id-orders"),
                "value",
                "STRONG",
                false);

        assertThat(new String(ExportFormat.line(association), StandardCharsets.UTF_8))
                .isEqualTo("{\"item\":\"association\",\"subject\":\"orders-value\",\"resourceType\":\"topic\","
                        + "\"resourceNamespace\":\"lkc1\",\"resourceName\":\"orders\",\"resourceId\":\"id-orders\","
                        + "\"associationType\":\"value\",\"lifecycle\":\"STRONG\",\"frozen\":false}");
    }

    @Test
    void the_header_of_the_format_before_this_one_is_still_read() {
        String older = "{\"item\":\"signet-export\",\"format\":1,\"texts\":\"ALL\",\"revisions\":\"INCLUDED\"}";

        assertThat(ExportFormat.read(older.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Answer.done(new ExportItem.Header(ExportSelection.ALL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>",
                "{\"item\":\"other\"}",
                "{\"item\":\"signet-export\",\"format\":3,\"texts\":\"ALL\",\"revisions\":\"INCLUDED\"}",
                "{\"item\":\"signet-export\",\"format\":1,\"texts\":\"SOME\",\"revisions\":\"INCLUDED\"}",
                "{\"item\":\"version\",\"subject\":\"s\",\"version\":0,\"id\":1,\"guid\":\"x\"}",
                "{\"item\":\"version\",\"subject\":\"s\",\"version\":1,\"id\":1,\"state\":\"LIVE\"}",
                "{\"item\":\"context\",\"context\":\"no dot\"}",
                "{\"item\":\"subject\",\"subject\":\"s\",\"mode\":\"WHATEVER\"}",
                "{\"item\":\"association\",\"subject\":\"s\",\"resourceType\":\"topic\",\"lifecycle\":\"WEAK\"}",
                "{\"item\":\"end\"}"
            })
    void what_is_no_line_of_an_export_is_refused(String line) {
        assertThat(ExportFormat.read(line.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "orders-*", "orders-?alue", "*-value", "orders-value"})
    void a_glob_fits_the_whole_name(String pattern) {
        assertThat(new SubjectGlob(pattern).matches(Subject.of("orders-value"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "order.-value", "ORDERS-*", "orders-value?", ":.c:*"})
    void a_glob_that_fits_a_part_does_not_fit(String pattern) {
        assertThat(new SubjectGlob(pattern).matches(Subject.of("orders-value"))).isFalse();
    }
}

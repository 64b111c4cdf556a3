package dev.signet.schema.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.HostileSchemas;
import dev.signet.schema.compat.SchemaComparison.Side;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.SchemaBounds;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.rest.DiffReply;
import dev.signet.schema.rest.RestJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
    private static final Subject ORDERS = Subject.of("orders");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1 of orders | v2 of orders | Consumers on version 2 cannot read records written with version 1",
                "v1 of orders | v2 of parts  | Consumers on version 2 of parts cannot read records written with version 1 of orders",
                "v1 of orders | text         | Consumers on the newer schema cannot read records written with version 1",
                "text         | v2 of orders | Consumers on version 2 cannot read records written with the older schema",
                "text         | text         | Consumers on the newer schema cannot read records written with the older schema",
                "id 7         | id 9         | Consumers on schema id 9 cannot read records written with schema id 7"
            })
    void each_side_is_called_by_what_it_is_known_as(String older, String newer, String sentence) {
        SchemaComparison comparison = done(SchemaComparison.between(
                new Side(named(older), parsed("\"long\"")), new Side(named(newer), parsed("\"int\""))));

        assertThat(comparison.backward().readable()).isFalse();
        assertThat(comparison.backward().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.explanation()).startsWith(sentence + ": long became int"))
                .satisfies(reason -> assertThat(reason.direction()).isEqualTo(Direction.BACKWARD));
        assertThat(comparison.forward().readable()).isTrue();
        assertThat(comparison.order()).isEqualTo(DeploymentOrder.PRODUCERS_FIRST);
    }

    @Test
    void what_is_misread_is_a_warning() {
        SchemaComparison comparison = done(SchemaComparison.between(
                new Side(ComparedSchema.TEXT, parsed("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}")),
                new Side(ComparedSchema.TEXT, parsed("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}"))));

        assertThat(comparison.order()).isEqualTo(DeploymentOrder.ANY);
        assertThat(comparison.backward().warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.explanation())
                        .startsWith("Consumers on the newer schema misread records written with the older schema"));
        assertThat(comparison.forward().warnings()).hasSize(1);
    }

    @Test
    void a_comparison_that_takes_too_much_work_is_refused_and_never_compatible() {
        Answer<SchemaComparison> answer = SchemaComparison.between(
                new Side(ComparedSchema.TEXT, within(1_000, HostileSchemas.ring(40, "a"))),
                new Side(ComparedSchema.TEXT, within(1_000, HostileSchemas.ring(39, "b"))));

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
            assertThat(refused.refusal().message())
                    .contains(
                            "more than 1000 pairs of types in one comparison (signet.schema.max.pairs)",
                            "Split the schema");
        });
    }

    @Test
    void it_is_the_same_after_a_journey_as_json() {
        SchemaComparison comparison = done(SchemaComparison.between(
                new Side(
                        ComparedSchema.version(ORDERS, new Version(1), new SchemaId(7)),
                        parsed("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}")),
                new Side(
                        ComparedSchema.TEXT,
                        parsed("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"B\"],\"doc\":\"d\"}"))));

        DiffReply read = done(RestJson.read(RestJson.bytes(DiffReply.of(comparison)), DiffReply.class));

        assertThat(read.comparison()).isEqualTo(comparison);
        assertThat(comparison.changes().listed()).hasSize(3);
        assertThat(comparison.order()).isEqualTo(DeploymentOrder.NONE);
    }

    private static ComparedSchema named(String written) {
        String[] parts = written.split(" ");
        return switch (parts[0]) {
            case "text" -> ComparedSchema.TEXT;
            case "id" -> ComparedSchema.id(new SchemaId(Integer.parseInt(parts[1])));
            default ->
                ComparedSchema.version(
                        Subject.of(parts[2]), new Version(Integer.parseInt(parts[0].substring(1))), new SchemaId(1));
        };
    }

    private static ParsedSchema within(int pairs, String text) {
        AvroFormat format = new AvroFormat(SchemaBounds.STANDARD.with(Bound.PAIRS, pairs));
        return ((ParseResult.Parsed) format.parse(text, List.of(), Strictness.NEW)).schema();
    }

    private static ParsedSchema parsed(String text) {
        return ((ParseResult.Parsed) new AvroFormat().parse(text, List.of(), Strictness.NEW)).schema();
    }

    private static <T> T done(Answer<T> answer) {
        return ((Answer.Done<T>) answer).value();
    }
}

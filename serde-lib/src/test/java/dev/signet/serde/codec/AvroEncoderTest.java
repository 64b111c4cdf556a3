package dev.signet.serde.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.compiled.CodeGeneration;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroEncoderTest {
    private static final byte[] NO_PREFIX = {};

    private static final Schema LIST = SchemaBuilder.record("List")
            .fields()
            .name("next")
            .type()
            .optional()
            .type("List")
            .endRecord();

    private static final Schema POINT = SchemaBuilder.record("Point")
            .fields()
            .requiredDouble("x")
            .name("tags")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .endRecord();

    @Test
    void valuesOfUnusualClassesAreWrittenAsAvroWritesThem() throws IOException {
        Object point = point(7, Set.of(new StringBuilder("a")));

        assertThat(encoded(POINT, point)).isEqualTo(RandomBytes.plain(POINT, point));
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsPlace() {
        assertThatThrownBy(() -> encoded(POINT, point("seven", List.of())))
                .isInstanceOf(UnwritableRecordException.class)
                .hasMessageContaining("Point")
                .hasMessageContaining(".x");
        assertThatThrownBy(() -> encoded(POINT, null)).isInstanceOf(UnwritableRecordException.class);
    }

    @Test
    void textIsUtf8WhateverItsLengthAndKind() throws IOException {
        for (int length : List.of(0, 1, 62, 63, 64, 65, 8191, 8192, 100_000)) {
            for (String character : List.of("a", "é", "€", "\uD83D\uDE00", "\uD800")) {
                List<Object> texts = List.of(character.repeat(length), new Utf8(character.repeat(length)));
                Object point = point(1.5, texts);

                assertThat(encoded(POINT, point)).isEqualTo(RandomBytes.plain(POINT, point));
            }
        }
    }

    @Test
    void aDatumThatNoReaderWouldAcceptIsNotWritten() {
        assertThat(encoded(LIST, list(WriterPlan.MAX_DEPTH))).hasSize(WriterPlan.MAX_DEPTH);

        assertThatThrownBy(() -> encoded(LIST, list(WriterPlan.MAX_DEPTH + 1)))
                .isInstanceOf(UnwritableRecordException.class)
                .hasMessageContaining("List")
                .hasMessageContaining("256");
    }

    @Test
    void aRecordAfterOneThatFailedIsWhole() throws IOException {
        AvroEncoder encoder = AvroEncoder.of(POINT, LogicalTypes.UNDERLYING, CodeGeneration.OFF);
        Object good = point(2.0, List.of("a"));
        assertThatThrownBy(() -> encoder.encode(NO_PREFIX, point(1.0, List.of("kept?", 5))))
                .isInstanceOf(UnwritableRecordException.class);

        assertThat(encoder.encode(NO_PREFIX, good)).isEqualTo(RandomBytes.plain(POINT, good));
    }

    private static byte[] encoded(Schema schema, @Nullable Object datum) {
        return AvroEncoder.of(schema, LogicalTypes.UNDERLYING, CodeGeneration.OFF)
                .encode(NO_PREFIX, datum);
    }

    private static Object point(Object x, Object tags) {
        GenericData.Record point = new GenericData.Record(POINT);
        point.put("x", x);
        point.put("tags", tags);
        return point;
    }

    private static GenericData.Record list(int length) {
        GenericData.Record list = new GenericData.Record(LIST);
        for (int i = 1; i < length; i++) {
            list = new GenericRecordBuilder(LIST).set("next", list).build();
        }
        return list;
    }
}

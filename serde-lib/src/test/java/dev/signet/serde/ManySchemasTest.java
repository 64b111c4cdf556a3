package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** A topic in which more schemas meet than a consumer remembers. */
class ManySchemasTest extends SerdeFixture {
    private static final int REMEMBERED = 100;
    private static final int FRIENDS = 50;
    private static final int STRANGERS = 1_000;

    @Test
    void theSchemasInUseStayWhileOthersPassBy() {
        List<SchemaId> ids = new ArrayList<>();
        for (int i = 0; i < FRIENDS + STRANGERS; i++) {
            ids.add(register("t-value", Schema.createRecord("R" + i, null, null, false, List.of()))
                    .id());
        }
        try (AvroDeserializer reading = deserializer(Map.of("max.schemas.per.subject", REMEMBERED))) {
            for (int stranger = 0; stranger < STRANGERS; stranger++) {
                assertThat(read(reading, ids.get(stranger % FRIENDS))).isEqualTo("R" + stranger % FRIENDS);
                assertThat(read(reading, ids.get(FRIENDS + stranger))).isEqualTo("R" + (FRIENDS + stranger));
            }

            assertThat(figure(reading, "read-schema-cache-misses-total")).isEqualTo((long) FRIENDS + STRANGERS);
            assertThat(figure(reading, "read-schema-cache-size").longValue()).isEqualTo(REMEMBERED);
        }
    }

    private static String read(AvroDeserializer reading, SchemaId id) {
        GenericRecord record = (GenericRecord) reading.deserialize("t", WireFormat.prefix(id));
        return Objects.requireNonNull(record).getSchema().getName();
    }

    private static Number figure(AvroDeserializer reading, String name) {
        return reading.metrics().figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .get();
    }
}

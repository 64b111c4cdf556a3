package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Subject;
import dev.signet.serde.AvroConverter;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.mock.InMemoryRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Connect's converter writes passes a log that validates, and comes back as it was. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConverterIT {
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.Payment")
            .field("id", Schema.INT64_SCHEMA)
            .field("amount", Decimal.schema(2))
            .field("at", Timestamp.SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "tags",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build())
            .build();

    private final SchemaRegistry registry = new InMemoryRegistry();

    @TempDir
    Path temp;

    @Test
    void rows_go_through_the_log_and_damaged_ones_do_not() throws Exception {
        Struct row = new Struct(ROW)
                .put("id", 7L)
                .put("amount", new BigDecimal("12.50"))
                .put("at", Date.from(Instant.ofEpochMilli(1_700_000_000_123L)))
                .put("tags", Map.of("a", 1));
        try (RegistryDirectory directory = new RegistryDirectory(registry);
                EmbeddedLog log =
                        EmbeddedLog.start(EmbeddedLogConfig.of(temp.resolve("kafka"), "127.0.0.1", UpProcess.freePort())
                                .guardedBy(new AppendGuard(directory)));
                AvroConverter keys = converter(true);
                AvroConverter values = converter(false)) {
            byte[] key = keys.fromConnectData("payments", Schema.INT64_SCHEMA, 7L);
            byte[] value = Objects.requireNonNull(values.fromConnectData("payments", ROW, row));

            send(log, key, value);
            send(log, key, null);
            byte[] cut = Arrays.copyOf(value, value.length - 1);
            assertThatThrownBy(() -> send(log, key, cut)).hasCauseInstanceOf(InvalidRecordException.class);

            List<ConsumerRecord<byte[], byte[]>> read = read(log, 2);
            SchemaAndValue back = values.toConnectData(
                    "payments", read.get(0).headers(), read.get(0).value());
            assertThat(back).isEqualTo(new SchemaAndValue(back.schema(), row));
            assertThat(back.schema().fields()).isEqualTo(ROW.fields());
            assertThat(keys.toConnectData("payments", read.get(0).key()).value())
                    .isEqualTo(7L);
            assertThat(values.toConnectData("payments", read.get(1).value())).isEqualTo(SchemaAndValue.NULL);
            assertThat(generic(read.get(0)).get("note")).isNull();
            assertThat(registry.versions(Subject.of("payments-value")).asOptional())
                    .hasValueSatisfying(versions -> assertThat(versions).hasSize(1));
        }
    }

    private AvroConverter converter(boolean isKey) {
        AvroConverter converter = new AvroConverter(registry);
        converter.configure(Map.of(), isKey);
        return converter;
    }

    private GenericRecord generic(ConsumerRecord<byte[], byte[]> record) {
        try (AvroDeserializer deserializer = new AvroDeserializer(registry)) {
            deserializer.configure(Map.of(), false);
            return (GenericRecord) Objects.requireNonNull(deserializer.deserialize("payments", record.value()));
        }
    }

    private static void send(EmbeddedLog log, byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("payments", key, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedLog log, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition("payments", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            assertThat(consumer.endOffsets(partition).values()).containsExactly((long) count);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            while (read.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }
}

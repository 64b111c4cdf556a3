package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.mock.InMemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The alerts of a sky survey: 40 KB records whose schema is spread over seven subjects. */
class SkyAlertsTest {
    private static final List<String> PARTS =
            List.of("diaSource", "diaForcedSource", "diaObject", "ssSource", "mpc_orbits", "ssObject");

    private final SchemaRegistry registry = new InMemoryRegistry();
    private Path folder = Path.of("");

    @BeforeEach
    void findTheCorpus() {
        folder = Path.of(System.getProperty("signet.shared", "../../shared")).resolve("corpus/lsst/11/0");
        assumeTrue(Files.isDirectory(folder), "skipped: the corpus is not at " + folder);
    }

    @Test
    void everyAlertComesBackAndItsBytesAreAvros() throws IOException {
        RegisteredSchema alert = registerAll();
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(Map.of("auto.register.schemas", false), false);
        AvroDeserializer deserializer = new AvroDeserializer(registry);
        deserializer.configure(Map.of(), false);
        List<GenericRecord> alerts = alerts();
        Schema schema = alerts.get(0).getSchema();
        serializer.bind(schema, alert.id());

        for (GenericRecord each : alerts) {
            byte[] bytes = Objects.requireNonNull(serializer.serialize("alerts", each));

            assertThat(bytes).startsWith(WireFormat.prefix(alert.id()));
            assertThat(Arrays.copyOfRange(bytes, WireFormat.ID_LENGTH, bytes.length))
                    .isEqualTo(RandomBytes.plain(schema, each));
            assertThat(deserializer.deserialize("alerts", bytes)).isEqualTo(each);
        }
        System.out.println("SkyAlertsTest: " + alerts.size() + " alerts");
    }

    @Test
    void flippedBytesAreReadOrRefusedWithTheirPlace() throws IOException {
        RegisteredSchema alert = registerAll();
        AvroDeserializer deserializer = new AvroDeserializer(registry);
        deserializer.configure(Map.of("signet.payload.check", "strict", "avro.fail.on.trailing.data", true), false);
        GenericRecord first = alerts().get(0);
        byte[] payload = RandomBytes.plain(first.getSchema(), first);
        WriterPlan plan = WriterPlan.of(first.getSchema());
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("SkyAlertsTest: signet.test.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;

        for (int i = 0; i < Integer.getInteger("signet.test.alert-flips", 500); i++) {
            byte[] damaged = new byte[WireFormat.ID_LENGTH + payload.length];
            WireFormat.writeId(alert.id().value(), damaged, 0);
            System.arraycopy(payload, 0, damaged, WireFormat.ID_LENGTH, payload.length);
            damaged[WireFormat.ID_LENGTH + random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            if (plan.accepts(damaged, WireFormat.ID_LENGTH, damaged.length)) {
                assertThat(deserializer.deserialize("alerts", damaged)).isInstanceOf(GenericRecord.class);
            } else {
                refused++;
                assertThatThrownBy(() -> deserializer.deserialize("alerts", damaged))
                        .isInstanceOf(SerializationException.class)
                        .hasMessageContaining(" at /");
            }
        }
        System.out.println("SkyAlertsTest: refused " + refused);
        assertThat(refused).isPositive();
    }

    private RegisteredSchema registerAll() throws IOException {
        List<SchemaReference> references = new ArrayList<>();
        for (String part : PARTS) {
            String name = "lsst.v11_0." + part;
            List<SchemaReference> own = references.stream().toList();
            register(name, own);
            references.add(new SchemaReference(name, name, 1));
        }
        return register("lsst.v11_0.alert", references);
    }

    private RegisteredSchema register(String name, List<SchemaReference> references) throws IOException {
        String text = Files.readString(folder.resolve(name + ".avsc"));
        return registry.register(Subject.of(name), SchemaText.avro(text, references), Normalize.NO)
                .asOptional()
                .orElseThrow();
    }

    private List<GenericRecord> alerts() throws IOException {
        Path file = folder.resolve("sample_data/fakeAlert.avro");
        List<GenericRecord> alerts = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            reader.forEachRemaining(alerts::add);
        }
        return alerts;
    }
}

package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.serde.samples.Trips;
import dev.signet.serde.samples.Trips.Drawer;
import dev.signet.serde.samples.Trips.Fault;
import dev.signet.serde.samples.Trips.Harbour;
import dev.signet.serde.samples.Trips.Knot;
import dev.signet.serde.samples.Trips.Mode;
import dev.signet.serde.samples.Trips.Seat;
import dev.signet.serde.samples.Trips.Station;
import dev.signet.serde.samples.Trips.Stay;
import dev.signet.serde.samples.Trips.Trip;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.reflect.ReflectDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Objects of ordinary classes and Java records as data. */
class ReflectionTest extends SerdeFixture {
    private static final String SAMPLES = "dev.signet.serde.samples";
    private static final Map<String, Object> REFLECTING =
            Map.of("schema.reflection", true, "signet.trusted.packages", SAMPLES);

    private final Trip trip = new Trip(
            7,
            Mode.BOAT,
            new Harbour("Kiel", 'b'),
            new Station("Oslo S", (short) 4),
            List.of(new Station("a", (short) 1), new Station("b", (short) 2)),
            Map.of("first", 3),
            Map.of(URI.create("https://a.example"), Mode.TRAIN),
            Set.of("x", "y"),
            null,
            Optional.of(5),
            Instant.ofEpochMilli(1_234),
            LocalDate.of(2026, 2, 3),
            UUID.fromString("095d71cf-1255-6b9d-5e33-0ad575b3df5d"),
            new BigDecimal("12.50"),
            new byte[] {1, 2},
            new int[] {3, 4},
            new double[][] {{1.5}, {}},
            (byte) 9,
            2);

    @Test
    void aJavaRecordComesBackAsItself() {
        byte[] bytes = written(REFLECTING, "trips", trip);

        assertThat(deserializer(REFLECTING).deserialize("trips", bytes))
                .usingRecursiveComparison()
                .isEqualTo(trip);
    }

    @Test
    void anObjectComesBackWithItsFieldsAndThoseOfItsSuperclass() {
        Stay stay = new Stay("Hotel", 2, new Stay("Hut", 1, null));

        byte[] bytes = written(REFLECTING, "stays", stay);

        assertThat(deserializer(REFLECTING).deserialize("stays", bytes))
                .isEqualTo(stay)
                .isInstanceOfSatisfying(
                        Stay.class, read -> assertThat(read.secret()).isEqualTo("kept"));
    }

    @Test
    void schemaAndBytesAreAvros() throws Throwable {
        for (Object datum : List.of(trip, new Stay("Hotel", 2, null), new Station("a", (short) 3))) {
            Schema schema = ReflectData.get().getSchema(datum.getClass());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            trusting(() -> new ReflectDatumWriter<>(schema, ReflectData.get()).write(datum, encoder));
            encoder.flush();
            String subject = datum.getClass().getSimpleName();

            byte[] bytes = written(REFLECTING, subject, datum);

            assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(out.toByteArray());
            assertThat(parse(text(subject + "-value"))).isEqualTo(schema);
        }
    }

    /** Avro's own writer looks classes up by name, and would refuse them. */
    private static void trusting(Executable work) throws Throwable {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(type -> true);
        try {
            work.execute();
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }

    @Test
    void fieldsMayBeNullWhereTheConfigurationSaysSo() {
        Station unknown = new Station(nothing(), (short) 3);
        Map<String, Object> allowing = Map.of(
                "schema.reflection", true, "avro.reflection.allow.null", true, "signet.trusted.packages", SAMPLES);

        assertThatThrownBy(() -> written(REFLECTING, "strict", unknown))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("name");
        byte[] bytes = written(allowing, "lax", unknown);

        assertThat(deserializer(allowing).deserialize("lax", bytes)).isEqualTo(unknown);
        assertThat(parse(text("lax-value")))
                .isEqualTo(ReflectData.AllowNull.get().getSchema(Station.class));
    }

    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }

    @Test
    void dataOfOtherSchemasAreResolvedByName() {
        registry.register(Subject.of("s-value"), SchemaText.avro("""
                        {"type":"record","name":"Station","namespace":"dev.signet.serde.samples.Trips","fields":[
                          {"name":"platform","type":"int"},{"name":"city","type":"string"},
                          {"name":"name","type":"string"}]}"""), Normalize.NO);
        byte[] bytes = {0, 0, 0, 0, 1, 8, 2, 'x', 2, 'a'};

        assertThat(deserializer(REFLECTING).deserialize("s", bytes)).isEqualTo(new Station("a", (short) 4));
    }

    @Test
    void aClassIsOnlyLookedForInTrustedPackagesUnlessItIsNamed() {
        byte[] bytes = written(REFLECTING, "s", new Station("a", (short) 3));
        Map<String, Object> elsewhere = Map.of("schema.reflection", true, "signet.trusted.packages", "com.example");
        Map<String, Object> named = Map.of("schema.reflection", true, "specific.avro.value.type", Station.class);

        assertThatThrownBy(() -> deserializer(elsewhere).deserialize("s", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("names the class dev.signet.serde.samples.Trips.Station")
                .hasMessageContaining("signet.trusted.packages");
        assertThatThrownBy(() -> deserializer(Map.of("schema.reflection", true)).deserialize("s", bytes))
                .hasMessageContaining("signet.trusted.packages");
        assertThat(deserializer(named).deserialize("s", bytes)).isEqualTo(new Station("a", (short) 3));
    }

    @Test
    void noClassThatAWritersSchemaNamesIsInitialised() {
        String tripwire = SAMPLES + ".Tripwire";
        registry.register(Subject.of("t-value"), SchemaText.avro("""
                        {"type":"record","name":"Station","namespace":"dev.signet.serde.samples.Trips","fields":[
                          {"name":"name","type":{"type":"string","java-class":"%1$s"}},
                          {"name":"platform","type":{"type":"int","java-class":"%1$s"}},
                          {"name":"more","type":{"type":"array","items":"int","java-class":"%1$s",
                            "java-element-class":"%1$s"}}]}""".formatted(tripwire)), Normalize.NO);

        assertThat(deserializer(REFLECTING).deserialize("t", new byte[] {0, 0, 0, 0, 1, 2, 'a', 8, 0}))
                .isEqualTo(new Station("a", (short) 4));
        assertThat(System.getProperty("signet.test.tripwire")).isNull();
    }

    @Test
    void whatAConstructorRefusesIsUnreadable() {
        byte[] bytes = written(REFLECTING, "seats", new Seat(7));
        assertThat(bytes).endsWith(14).hasSize(6);
        bytes[5] = 13;

        assertThatThrownBy(() -> deserializer(REFLECTING).deserialize("seats", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no dev.signet.serde.samples.Trips$Seat can be made of the data")
                .hasMessageContaining("a row is 0 or more, not -7");
    }

    @Test
    void withoutReflectionAnObjectIsRefusedAndGenericReadersSeeRecords() {
        assertThatThrownBy(() -> written(Map.of(), "s", new Station("a", (short) 3)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(Trips.class.getName() + "$Station is not Avro data")
                .hasMessageContaining("schema.reflection=true");
        byte[] bytes = written(REFLECTING, "s", new Station("a", (short) 3));

        assertThat(deserializer(Map.of()).deserialize("s", bytes)).isInstanceOf(GenericRecord.class);
        assertThat(deserializer(REFLECTING).deserialize("t", written(REFLECTING, "t", "text")))
                .isEqualTo("text");
    }

    @Test
    void anObjectThatContainsItselfIsRefused() {
        Knot knot = new Knot();
        knot.next = knot;
        Knot inList = new Knot();
        inList.all.add(inList);

        for (Knot endless : List.of(knot, inList)) {
            assertThatThrownBy(() -> written(REFLECTING, "knots", endless))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic 'knots'")
                    .hasMessageContaining("nested more than 256 records, arrays and maps deep")
                    .hasMessageContaining("does it contain itself?");
        }
    }

    @Test
    void aSortedSetOfWhatHasNoOrderCannotBeMade() {
        Drawer drawer = new Drawer();
        byte[] empty = written(REFLECTING, "drawers", drawer);
        assertThat(deserializer(REFLECTING).deserialize("drawers", empty)).isInstanceOf(Drawer.class);
        drawer.seats.add(new Seat(1));
        byte[] bytes = written(REFLECTING, "drawers", drawer);

        assertThatThrownBy(() -> deserializer(REFLECTING).deserialize("drawers", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a java.util.TreeSet takes no object of dev.signet.serde.samples.Trips$Seat");
    }

    @Test
    void aFieldThatAModuleKeepsToItselfIsNamed() {
        assertThatThrownBy(() -> written(REFLECTING, "faults", new Fault()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 'faults'")
                .hasMessageContaining("java.lang.Throwable.detailMessage is closed to reflection by its module")
                .hasMessageContaining("open the package")
                .hasMessageContaining("@AvroIgnore");
    }

    @Test
    void anObjectWithoutASchemaIsRefused() {
        assertThatThrownBy(() -> written(REFLECTING, "s", List.of("a")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("has no Avro schema");
    }

    private String text(String subject) {
        return registry.version(Subject.of(subject), VersionSelector.LATEST)
                .asOptional()
                .orElseThrow()
                .schema()
                .text();
    }
}

package dev.signet.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.Batches;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.StrictReading;
import dev.signet.schema.avro.plan.SpecWalk;
import dev.signet.schema.format.ParseResult.Parsed;
import dev.signet.schema.format.SchemaFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts of a sky survey, cut off and bent wherever that is possible. */
class SkyAlertPayloadsTest {

    /** Every how many lengths the large alert is cut off; 1 in the full build. */
    private static final int STEP = Integer.getInteger("signet.test.alert-cut-step", 23);

    private static final int ID = 7;
    private static final TopicPolicy ALERTS = TopicPolicy.standard("alerts");
    /** A step of a path that begins at one of the alert's own fields. */
    private static final String PLACE = " at /\\w+";

    /** The bit of an index that makes 1 of 0 and 0 of 1: seen where the bytes do not fit that branch, or what follows. */
    private static final int OTHER_BRANCH = 1;

    /** The bit of an index that takes the next byte into it. */
    private static final int CONTINUED = 7;

    private final DirectoryTwin directory = new DirectoryTwin().subject("alerts-value", SubjectPresence.PRESENT);
    private final BatchValidator validator =
            new BatchValidator(directory, (codec, bytes, from, to) -> new Expansion.Broken("not compressed"));
    private Schema schema = Schema.create(Schema.Type.NULL);
    private byte[] payload = {};

    private static Path corpus() {
        return Path.of(System.getProperty("signet.shared", "../../shared")).resolve("corpus/lsst");
    }

    /** An alert of each version that was published. */
    static List<Path> samples() throws IOException {
        if (!Files.isDirectory(corpus())) {
            return List.of(corpus());
        }
        try (Stream<Path> files = Files.walk(corpus())) {
            return files.filter(file -> file.endsWith("fakeAlert.avro"))
                    .sorted()
                    .toList();
        }
    }

    /** Takes the first alert of a file. */
    private GenericRecord read(Path file) throws IOException {
        assumeTrue(Files.isRegularFile(file), "skipped: the alerts are not at " + file);
        try (DataFileReader<GenericRecord> alerts = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            schema = alerts.getSchema();
            GenericRecord alert = alerts.next();
            payload = RandomBytes.plain(schema, alert);
            Parsed parsed =
                    (Parsed) new AvroFormat().parse(schema.toString(), List.of(), SchemaFormat.Strictness.STORED);
            AvroPayloads check = AvroPayloads.of((AvroSchema) parsed.schema());
            directory.schema(ID, new Known(Subject.of("alerts-value"), check, false));
            return alert;
        }
    }

    private BatchVerdict verdict(List<byte[]> payloads) {
        List<byte[]> values =
                payloads.stream().map(bytes -> Batches.framed(ID, bytes)).toList();
        byte[] batch = Batches.of(CompressionType.NONE, values);
        return validator.validate(ALERTS, batch, 0, batch.length, new BatchCounts());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_published_alert_is_refused_wherever_it_is_cut_off_or_a_union_is_bent(Path file) throws IOException {
        read(file);

        assertThat(verdict(List.of(payload))).isEqualTo(Accepted.ACCEPTED);
        truncationsAreRefused(1);
        flippedIndexesAreRefused(1);
    }

    /** The published ones are small. This is what an alert with a history is like. */
    @Test
    void an_alert_of_40_kilobytes_is_refused_in_the_same_way() throws IOException {
        GenericRecord alert = read(corpus().resolve("11/0/sample_data/fakeAlert.avro"));
        alert.put("prvDiaSources", Collections.nCopies(250, alert.get("diaSource")));
        payload = RandomBytes.plain(schema, alert);
        assertThat(payload.length).isGreaterThan(40_000);

        assertThat(verdict(List.of(payload))).isEqualTo(Accepted.ACCEPTED);
        truncationsAreRefused(STEP);
        flippedIndexesAreRefused(53);
    }

    private void truncationsAreRefused(int step) {
        for (int from = 0; from < payload.length; from += step * BatchValidator.MOST_REFUSALS) {
            List<byte[]> cut = new ArrayList<>();
            int end = Math.min(from + step * BatchValidator.MOST_REFUSALS, payload.length);
            for (int n = from; n < end; n += step) {
                cut.add(Arrays.copyOf(payload, n));
            }

            List<RefusedRecord> refused = ((Refused) verdict(cut)).records();

            assertThat(refused).as("cut off from %d on", from).hasSameSizeAs(cut);
            assertThat(refused).allSatisfy(record -> {
                assertThat(record.cause()).isEqualTo(Cause.PAYLOAD);
                assertThat(record.reason()).containsPattern(PLACE);
            });
        }
    }

    private void flippedIndexesAreRefused(int step) {
        List<Integer> places = new ArrayList<>();
        assertThat(SpecWalk.telling(schema, places::add).accepts(payload)).isTrue();
        assertThat(places).isNotEmpty();
        int stillAlerts = 0;
        for (int n = 0; n < places.size(); n += step) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                stillAlerts += isRefused(places.get(n), bit) ? 0 : 1;
            }
        }
        System.out.println("SkyAlertPayloadsTest: " + payload.length + " bytes, truncations refused; of "
                + places.size() + " unions every index of the " + (places.size() / step) + " that were bent, but "
                + stillAlerts + " that made another alert of it");
    }

    /** An index of no branch is refused at its field; one of another branch where the bytes do not fit that. */
    private boolean isRefused(int place, int bit) {
        byte[] bent = payload.clone();
        bent[place] ^= (byte) (1 << bit);
        BatchVerdict verdict = verdict(List.of(bent));
        if (verdict == Accepted.ACCEPTED) {
            assertThat(bit).isIn(OTHER_BRANCH, CONTINUED);
            assertThat(StrictReading.isReadable(schema, bent))
                    .as("byte %d", place)
                    .isTrue();
            return false;
        }
        String reason = ((Refused) verdict).records().get(0).reason();
        assertThat(reason).contains(" at /");
        if (bit != OTHER_BRANCH && bit != CONTINUED) {
            assertThat(reason).contains(", byte " + place + " of the payload").containsPattern(PLACE);
        }
        return true;
    }
}

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
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alert of a sky survey, 40 KB of it, cut off and bent wherever that is possible. */
class SkyAlertPayloadsTest {

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

    @BeforeEach
    void readTheLargestAlert() throws IOException {
        Path file = Path.of(System.getProperty("signet.shared", "../../shared"))
                .resolve("corpus/lsst/11/0/sample_data/fakeAlert.avro");
        assumeTrue(Files.exists(file), "skipped: the alerts are not at " + file);
        try (DataFileReader<GenericRecord> alerts = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            schema = alerts.getSchema();
            for (GenericRecord alert : alerts) {
                byte[] bytes = RandomBytes.plain(schema, alert);
                payload = bytes.length > payload.length ? bytes : payload;
            }
        }
        Parsed parsed = (Parsed) new AvroFormat().parse(schema.toString(), List.of(), SchemaFormat.Strictness.STORED);
        AvroPayloads check = AvroPayloads.of((AvroSchema) parsed.schema());
        directory.schema(ID, new Known(Subject.of("alerts-value"), check, false));
    }

    private BatchVerdict verdict(List<byte[]> payloads) {
        List<byte[]> values =
                payloads.stream().map(bytes -> Batches.framed(ID, bytes)).toList();
        byte[] batch = Batches.of(CompressionType.NONE, values);
        return validator.validate(ALERTS, batch, 0, batch.length, new BatchCounts());
    }

    @Test
    void an_alert_is_accepted() {
        assertThat(verdict(List.of(payload))).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void every_truncation_is_refused_with_its_place() {
        for (int from = 0; from < payload.length; from += BatchValidator.MOST_REFUSALS) {
            List<byte[]> cut = new ArrayList<>();
            for (int n = from; n < Math.min(from + BatchValidator.MOST_REFUSALS, payload.length); n++) {
                cut.add(Arrays.copyOf(payload, n));
            }

            List<RefusedRecord> refused = ((Refused) verdict(cut)).records();

            assertThat(refused).as("cut off from %d on", from).hasSameSizeAs(cut);
            assertThat(refused).allSatisfy(record -> {
                assertThat(record.cause()).isEqualTo(Cause.PAYLOAD);
                assertThat(record.reason()).containsPattern(PLACE);
            });
        }
        System.out.println("SkyAlertPayloadsTest: " + payload.length + " truncations refused");
    }

    @Test
    void every_flipped_union_index_is_refused_with_the_path_of_its_field() {
        List<Integer> places = new ArrayList<>();
        assertThat(SpecWalk.telling(schema, places::add).accepts(payload)).isTrue();
        int impossible = 0;
        int misread = 0;
        for (int place : places) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] bent = payload.clone();
                bent[place] ^= (byte) (1 << bit);
                BatchVerdict verdict = verdict(List.of(bent));
                if (bit != OTHER_BRANCH && bit != CONTINUED) {
                    assertThat(reason(verdict))
                            .contains(", byte " + place + " of the payload")
                            .containsPattern(PLACE);
                    impossible++;
                } else if (verdict != Accepted.ACCEPTED) {
                    assertThat(reason(verdict)).contains(" at /");
                    misread++;
                } else {
                    assertThat(StrictReading.isReadable(schema, bent))
                            .as("byte %d", place)
                            .isTrue();
                }
            }
        }
        System.out.println("SkyAlertPayloadsTest: " + places.size() + " unions; " + impossible
                + " indexes of no branch refused at their field; " + misread + " of another branch where it showed");
        assertThat(places).isNotEmpty();
    }

    private static String reason(BatchVerdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).records().get(0).reason();
    }
}

package dev.signet.broker.report;

import dev.signet.broker.AppendRecords;
import dev.signet.broker.BadAppend;
import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.Batches;
import dev.signet.broker.Decompressor;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicySettings;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends appends through a validator to a report, as a broker's guard does. For one thread. */
final class Appends {

    static final int KNOWN = 7;
    static final int PENDING = 8;
    static final int UNKNOWN = 9;

    static final byte[] GOOD = Batches.framed(KNOWN, (byte) 2);
    static final byte[] BAD = Batches.framed(KNOWN, (byte) 3);
    static final byte[] JUNK = {1, 2, 3};

    private static final Decompressor PLAIN_ONLY =
            (codec, bytes, from, to) -> new Decompressor.Expansion.Broken("none");

    private final ValidationReport report;
    private final DirectoryTwin directory = new DirectoryTwin().schema(PENDING, new Pending());
    private final BatchValidator validator = new BatchValidator(directory, PLAIN_ONLY);
    private final BatchCounts counts = new BatchCounts();

    Appends(ValidationReport report) {
        this.report = report;
    }

    /** The registry has been out of reach for so long. */
    void away(Duration time) {
        directory.away(time);
    }

    /** Sends an append of these values to partition 3. */
    BatchVerdict send(String topic, Map<String, String> config, byte[]... values) {
        Subject subject = Subject.of(topic + "-value");
        directory
                .subject(topic + "-value", SubjectPresence.PRESENT)
                .schema(KNOWN, new Known(subject, new EvenBytes(), false));
        PolicySettings settings = PolicySettings.of(topic, config, PolicyDefaults.NONE);
        byte[] batch = Batches.plain(values);
        BatchVerdict verdict = validator.validate(settings.policy(), batch, 0, batch.length, counts);
        report.looked(settings.policy(), 3, verdict, counts, 1_000);
        List<RefusedRecord> found = verdict instanceof Refused refused
                ? refused.records()
                : verdict instanceof Tolerated tolerated ? tolerated.records() : List.of();
        if (!found.isEmpty()) {
            report.found(new BadAppend(
                    topic,
                    3,
                    settings.refusals(),
                    found,
                    verdict instanceof Tolerated,
                    new AppendRecords(batch, 0, batch.length, PLAIN_ONLY)));
        }
        return verdict;
    }

    BatchVerdict send(String topic, byte[]... values) {
        return send(topic, Map.of("signet.value.validation", "full"), values);
    }
}

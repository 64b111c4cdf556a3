package dev.signet.broker.report;

import dev.signet.broker.BadAppend;
import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.FoundRecord;
import dev.signet.broker.RefusalListener;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.report.Refusal.Place;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts what becomes of the appends on one broker, and remembers the last records that were found bad. Each broker of a
 * process has one of its own. Safe for use by many threads; nothing is allocated for a good append.
 */
public final class ValidationReport implements ValidationListener, RefusalListener {

    private static final byte[] NOTHING = {};

    private final ClientName client;
    private final Clock clock;
    private final BrokerCounts counts = new BrokerCounts(System::nanoTime);
    private final RefusalLog refusals = new RefusalLog();

    /**
     * Nothing counted yet.
     *
     * @param client says whose append it is
     */
    public ValidationReport(ClientName client) {
        this(client, Clock.systemUTC());
    }

    ValidationReport(ClientName client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public void looked(TopicPolicy policy, int partition, BatchVerdict verdict, BatchCounts batch, long nanos) {
        counts.of(policy, client.ofThisThread()).add(verdict, batch, nanos);
    }

    @Override
    public void found(BadAppend append) {
        Place place = new Place(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                append.topic(),
                append.partition(),
                BrokerCounts.name(client.ofThisThread()),
                append.monitored());
        refusals.add(place, append.found(), append.wanted().recordBytes() ? bytes(append) : List.of());
    }

    /** The bytes at fault of those that are remembered, in their order. */
    private static List<byte[]> bytes(BadAppend append) {
        List<RefusedRecord> kept =
                append.found().subList(0, Math.min(append.found().size(), RefusalLog.MOST_OF_AN_APPEND));
        Map<Integer, FoundRecord> records =
                append.records().at(kept.stream().map(RefusedRecord::index).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(FoundRecord::index, Function.identity()));
        List<byte[]> bytes = new ArrayList<>();
        for (RefusedRecord record : kept) {
            bytes.add(Optional.ofNullable(records.get(record.index()))
                    .map(found -> ofPart(record, found))
                    .orElse(NOTHING));
        }
        return bytes;
    }

    private static byte[] ofPart(RefusedRecord record, FoundRecord found) {
        boolean key = record.part().map(Part::side).filter(Side.KEY::equals).isPresent();
        byte[] bytes = key ? found.key() : found.value();
        return bytes == null ? NOTHING : bytes;
    }

    BrokerCounts counts() {
        return counts;
    }

    RefusalLog refusals() {
        return refusals;
    }
}

package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ClusterReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import dev.signet.server.brokers.BrokerName;
import dev.signet.server.brokers.BrokerReport;
import dev.signet.server.brokers.ClusterSummary;
import dev.signet.server.brokers.ReceivedRefusal;
import dev.signet.server.brokers.ReceivedReport;
import dev.signet.server.brokers.RefusedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats into the domain's words and back. Reports and refusals are stored as the JSON of the same records, so a
 * registry shows what it knows of one that a newer registry has stored.
 */
final class HeartbeatBodies {
    private HeartbeatBodies() {}

    /** Refused if a broker cannot have meant it, or if it is too large to be kept. */
    static Answer<BrokerReport> report(BrokerName broker, Heartbeat sent) {
        return HeartbeatCheck.checked(sent)
                .then(good -> document(good)
                        .map(document -> new BrokerReport(
                                broker,
                                HeartbeatCheck.instant(good.startedAt()).orElseThrow(),
                                good.sequence() == null ? 0 : good.sequence(),
                                document,
                                listed(good.refusals()).stream()
                                        .map(record -> refusal(broker, record))
                                        .toList())));
    }

    /** What is kept has the bound of what is sent, although some of it is longer when it is written again. */
    private static Answer<String> document(Heartbeat good) {
        byte[] json = RestJson.bytes(good.withoutRefusals());
        return json.length <= Heartbeat.MOST_BYTES
                ? Answer.done(new String(json, StandardCharsets.UTF_8))
                : ErrorCode.BODY_TOO_LARGE.refused("A heartbeat has at most " + Heartbeat.MOST_BYTES
                        + " bytes as the registry writes it, where a character beyond U+FFFF takes 12 bytes; got "
                        + json.length + "; leave policies and counters out and say how many");
    }

    /** Whose it is says the path. */
    private static RefusedRecord refusal(BrokerName broker, RefusedRecordJson record) {
        return new RefusedRecord(String.valueOf(record.topic()), json(record.of(broker.cluster(), broker.id())));
    }

    private static String json(Object body) {
        return new String(RestJson.bytes(body), StandardCharsets.UTF_8);
    }

    static ClusterReply shown(ClusterSummary cluster) {
        return new ClusterReply(
                cluster.cluster(),
                cluster.brokers(),
                cluster.receivedAt().toString(),
                cluster.age().toMillis());
    }

    static BrokerReply shown(ReceivedReport report) {
        return new BrokerReply(
                report.broker().cluster(),
                report.broker().id(),
                report.receivedAt().toString(),
                report.age().toMillis(),
                report.receivedFrom(),
                stored(report.document(), Heartbeat.class));
    }

    static RefusedRecordJson shown(ReceivedRefusal refusal) {
        return stored(refusal.refusal().document(), RefusedRecordJson.class)
                .of(refusal.broker().cluster(), refusal.broker().id());
    }

    private static <T> T stored(String document, Class<T> type) {
        Answer<T> read = RestJson.read(document.getBytes(StandardCharsets.UTF_8), type);
        return read.asOptional()
                .orElseThrow(() -> new IllegalStateException("stored, but not read again: " + document));
    }

    static <T> List<T> listed(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}

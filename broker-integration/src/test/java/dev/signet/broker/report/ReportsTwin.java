package dev.signet.broker.report;

import dev.signet.client.BrokerReports;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ClusterReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry that keeps heartbeats in memory; a heartbeat of a known number changes nothing. */
final class ReportsTwin implements BrokerReports {

    /** What becomes of the next heartbeats. */
    enum Mood {
        ANSWERS,
        /** Nothing arrives. */
        AWAY,
        /** All arrives, and no answer comes back. */
        LOSES_ANSWERS,
        /** It is no registry of ours. */
        FOREIGN
    }

    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    private final Set<Long> sequences = new HashSet<>();
    private volatile Mood mood = Mood.ANSWERS;
    private volatile int asked;

    void mood(Mood now) {
        mood = now;
    }

    List<Heartbeat> heartbeats() {
        return heartbeats;
    }

    int asked() {
        return asked;
    }

    List<RefusedRecordJson> refusals() {
        return heartbeats.stream()
                .flatMap(heartbeat -> Optional.ofNullable(heartbeat.refusals()).orElse(List.of()).stream())
                .toList();
    }

    @Override
    public synchronized Answer<Heartbeat> heartbeat(String clusterId, int brokerId, Heartbeat heartbeat) {
        asked++;
        if (mood == Mood.FOREIGN) {
            return ErrorCode.NOT_FOUND.refused();
        }
        if (mood != Mood.AWAY
                && sequences.add(Optional.ofNullable(heartbeat.sequence()).orElseThrow())) {
            heartbeats.add(heartbeat);
        }
        if (mood != Mood.ANSWERS) {
            throw new RegistryUnavailableException("nobody answers");
        }
        return Answer.done(heartbeat);
    }

    @Override
    public Answer<List<ClusterReply>> clusters() {
        return Answer.done(List.of());
    }

    @Override
    public Answer<List<BrokerReply>> brokers(String clusterId) {
        return Answer.done(List.of());
    }

    @Override
    public Answer<List<RefusedRecordJson>> refusals(Optional<String> clusterId, Optional<String> topic, int limit) {
        return Answer.done(refusals());
    }

    @Override
    public void close() {}
}

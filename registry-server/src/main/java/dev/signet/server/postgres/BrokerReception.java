package dev.signet.server.postgres;

import dev.signet.server.brokers.BrokerBounds;
import dev.signet.server.brokers.BrokerName;
import dev.signet.server.brokers.BrokerReport;
import dev.signet.server.brokers.Receipt;
import dev.signet.server.brokers.RefusedRecord;
import dev.signet.server.registry.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attempt at taking in a report. Locks the node's row, and waits for no other row: what others hold is not removed
 * now but by the next report.
 */
final class BrokerReception implements Database.Writing<Receipt> {
    /** What one report removes at the most, so that none takes long. */
    private static final int MOST_REMOVED = 1_000;

    private final Caller caller;
    private final BrokerReport report;
    private final BrokerBounds bounds;
    private Receipt receipt = Receipt.KEPT;

    BrokerReception(Caller caller, BrokerReport report, BrokerBounds bounds) {
        this.caller = caller;
        this.report = report;
        this.bounds = bounds;
    }

    @Override
    public void lockAndLoad(RoundTrip trip) {
        trip.add(
                Statement.of("""
                        SELECT count(*) AS others FROM signet.brokers
                         WHERE (cluster <> :cluster OR broker <> :broker)
                           AND received_at > now() - make_interval(secs => :kept)
                        """)
                        .text("cluster", report.broker().cluster())
                        .number("broker", report.broker().id())
                        .large("kept", bounds.kept().toSeconds()),
                row -> {
                    if (row.getLong("others") >= bounds.brokers()) {
                        receipt = Receipt.NO_ROOM;
                    }
                });
        trip.add(
                Statement.of("""
                        SELECT started_at, sequence,
                               (extract(epoch FROM now() - received_at) * 1000)::bigint AS age
                          FROM signet.brokers
                         WHERE cluster = :cluster AND broker = :broker
                           FOR UPDATE
                        """)
                        .text("cluster", report.broker().cluster())
                        .number("broker", report.broker().id()),
                row -> known(SchemaRows.instant(row, "started_at"), row.getLong("sequence"), BrokerReports.age(row)));
    }

    /** Whoever has a place keeps it. */
    private void known(Instant startedAt, long sequence, Duration age) {
        receipt = report.isKnownAfter(startedAt, sequence, age) ? Receipt.KNOWN : Receipt.KEPT;
    }

    @Override
    public boolean decide(RoundTrip trip) {
        if (receipt != Receipt.KEPT) {
            return false;
        }
        put(trip);
        if (!report.refusals().isEmpty()) {
            putRefusals(trip);
            removeSurplus(trip);
        }
        removeOld(trip);
        return true;
    }

    @Override
    public Receipt result() {
        return receipt;
    }

    private void put(RoundTrip trip) {
        trip.add(Statement.of("""
                        INSERT INTO signet.brokers (cluster, broker, started_at, sequence, received_from, document)
                        VALUES (:cluster, :broker, :started_at::timestamptz, :sequence, :received_from, :document)
                            ON CONFLICT (cluster, broker) DO UPDATE
                           SET started_at = EXCLUDED.started_at, sequence = EXCLUDED.sequence, received_at = now(),
                               received_from = EXCLUDED.received_from, document = EXCLUDED.document
                        """)
                .text("cluster", report.broker().cluster())
                .number("broker", report.broker().id())
                .text("started_at", report.startedAt().toString())
                .large("sequence", report.sequence())
                .text("received_from", caller.address())
                .text("document", report.document()));
    }

    private void putRefusals(RoundTrip trip) {
        BrokerName broker = report.broker();
        trip.add(Statement.of("""
                        INSERT INTO signet.refusals (cluster, broker, topic, document)
                        SELECT :cluster, :broker, topic, document
                          FROM unnest(:topics, :documents) WITH ORDINALITY AS w (topic, document, place)
                         ORDER BY place
                        """)
                .text("cluster", broker.cluster())
                .number("broker", broker.id())
                .texts("topics", Names.each(report.refusals(), RefusedRecord::topic))
                .texts("documents", Names.each(report.refusals(), RefusedRecord::document)));
    }

    private void removeSurplus(RoundTrip trip) {
        Set<String> topics = new TreeSet<>(Names.each(report.refusals(), RefusedRecord::topic));
        trip.add(Statement.of("""
                        DELETE FROM signet.refusals WHERE number IN (
                               SELECT number FROM signet.refusals
                                WHERE number IN (
                                      SELECT surplus.number
                                        FROM unnest(:topics) AS w (topic)
                                       CROSS JOIN LATERAL (
                                             SELECT r.number FROM signet.refusals r
                                              WHERE r.cluster = :cluster AND r.topic = w.topic
                                              ORDER BY r.number DESC
                                             OFFSET :kept) AS surplus)
                                  FOR UPDATE SKIP LOCKED)
                        """)
                .texts("topics", topics)
                .text("cluster", report.broker().cluster())
                .number("kept", bounds.refusalsOfTopic()));
        trip.add(Statement.of("""
                        DELETE FROM signet.refusals WHERE number IN (
                               SELECT number FROM signet.refusals
                                WHERE number <= (
                                      SELECT r.number FROM signet.refusals r
                                       ORDER BY r.number DESC OFFSET :kept LIMIT 1)
                                ORDER BY number LIMIT :most
                                  FOR UPDATE SKIP LOCKED)
                        """).number("kept", bounds.refusals()).number("most", MOST_REMOVED));
    }

    private void removeOld(RoundTrip trip) {
        trip.add(Statement.of("""
                        DELETE FROM signet.refusals WHERE number IN (
                               SELECT number FROM signet.refusals
                                WHERE received_at <= now() - make_interval(secs => :kept)
                                ORDER BY received_at LIMIT :most
                                  FOR UPDATE SKIP LOCKED)
                        """).large("kept", bounds.kept().toSeconds()).number("most", MOST_REMOVED));
        trip.add(Statement.of("""
                        DELETE FROM signet.brokers WHERE (cluster, broker) IN (
                               SELECT cluster, broker FROM signet.brokers
                                WHERE received_at <= now() - make_interval(secs => :kept)
                                  FOR UPDATE SKIP LOCKED)
                        """).large("kept", bounds.kept().toSeconds()));
    }
}

package dev.signet.server.postgres;

import dev.signet.server.brokers.BrokerBounds;
import dev.signet.server.brokers.BrokerName;
import dev.signet.server.brokers.BrokerReport;
import dev.signet.server.brokers.BrokerRows;
import dev.signet.server.brokers.ClusterSummary;
import dev.signet.server.brokers.Receipt;
import dev.signet.server.brokers.ReceivedRefusal;
import dev.signet.server.brokers.ReceivedReport;
import dev.signet.server.brokers.RefusalFilter;
import dev.signet.server.brokers.RefusedRecord;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;

/** What brokers say about themselves. */
final class BrokerReports implements BrokerRows {
    private final Database database;
    private final BrokerBounds bounds;

    BrokerReports(Database database, BrokerBounds bounds) {
        this.database = database;
        this.bounds = bounds;
    }

    @Override
    public Receipt receive(Caller caller, BrokerReport report) {
        return database.write(() -> new BrokerReception(caller, report, bounds));
    }

    @Override
    public List<ClusterSummary> clusters() {
        return database.read(handle -> handle.createQuery("""
                        SELECT cluster, count(*)::integer AS brokers, max(received_at) AS received_at,
                               (extract(epoch FROM now() - max(received_at)) * 1000)::bigint AS age
                          FROM signet.brokers
                         WHERE received_at > now() - make_interval(secs => :kept)
                         GROUP BY cluster
                         ORDER BY cluster
                        """)
                .bind("kept", bounds.kept().toSeconds())
                .map((row, context) -> new ClusterSummary(
                        row.getString("cluster"),
                        row.getInt("brokers"),
                        SchemaRows.instant(row, "received_at"),
                        age(row)))
                .list());
    }

    @Override
    public List<ReceivedReport> brokers(String cluster, Page page) {
        return database.read(handle -> handle.createQuery("""
                        WITH page AS (
                              SELECT cluster, broker, received_at, received_from, document
                                FROM signet.brokers
                               WHERE cluster = :cluster AND received_at > now() - make_interval(secs => :kept)
                               ORDER BY broker
                              OFFSET :offset LIMIT :limit)
                        SELECT cluster, broker, received_at, received_from, document,
                               (extract(epoch FROM now() - received_at) * 1000)::bigint AS age
                          FROM (SELECT page.*, row_number() OVER so_far AS place,
                                       sum(octet_length(document)) OVER so_far AS bytes
                                  FROM page
                                WINDOW so_far AS (ORDER BY broker)) AS counted
                         WHERE place = 1 OR bytes <= :most
                         ORDER BY broker
                        """)
                .bind("cluster", cluster)
                .bind("kept", bounds.kept().toSeconds())
                .bind("offset", page.offset())
                .bindBySqlType("limit", page.limit() <= 0 ? null : page.limit(), Types.INTEGER)
                .bind("most", bounds.shownBytes())
                .map((row, context) -> new ReceivedReport(
                        broker(row),
                        SchemaRows.instant(row, "received_at"),
                        age(row),
                        row.getString("received_from"),
                        row.getString("document")))
                .list());
    }

    @Override
    public List<ReceivedRefusal> refusals(RefusalFilter filter) {
        return database.read(handle -> handle.createQuery("""
                        SELECT cluster, broker, topic, document
                          FROM signet.refusals
                         WHERE (:cluster::text IS NULL OR cluster = :cluster)
                           AND (:topic::text IS NULL OR topic = :topic)
                           AND received_at > now() - make_interval(secs => :kept)
                         ORDER BY number DESC
                         LIMIT :limit
                        """)
                .bindBySqlType("cluster", filter.cluster().orElse(null), Types.VARCHAR)
                .bindBySqlType("topic", filter.topic().orElse(null), Types.VARCHAR)
                .bind("kept", bounds.kept().toSeconds())
                .bind("limit", filter.limit())
                .map((row, context) -> new ReceivedRefusal(
                        broker(row), new RefusedRecord(row.getString("topic"), row.getString("document"))))
                .list());
    }

    private static BrokerName broker(ResultSet row) throws SQLException {
        return new BrokerName(row.getString("cluster"), row.getInt("broker"));
    }

    /** Never below zero, whatever a clock that was set back says. */
    static Duration age(ResultSet row) throws SQLException {
        return Duration.ofMillis(Math.max(0, row.getLong("age")));
    }
}

package dev.signet.server.brokers;

import java.time.Duration;

/**
 * How much is kept and shown at a time, so that no number of brokers, clusters and topics, real ones or made up, fills a
 * disk or the memory.
 *
 * @param kept how long a report and a refused record are shown
 * @param brokers the most nodes, of all clusters together
 * @param refusalsOfTopic the most refused records of one topic of a cluster; the newest stay
 * @param refusals the most refused records of all; the newest stay
 * @param shownBytes the most bytes of the reports in one list; a single larger one is shown alone
 */
public record BrokerBounds(Duration kept, int brokers, int refusalsOfTopic, int refusals, int shownBytes) {
    /** A day; as much as large installations have. */
    public static final BrokerBounds DEFAULTS =
            new BrokerBounds(Duration.ofDays(1), 1_000, 100, 10_000, 4 * 1024 * 1024);
}

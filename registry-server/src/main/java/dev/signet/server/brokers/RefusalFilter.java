package dev.signet.server.brokers;

import java.util.Optional;

/**
 * Which refused records are asked for.
 *
 * @param cluster of one cluster only
 * @param topic of one topic only
 * @param limit how many at most, 1 or more
 */
public record RefusalFilter(Optional<String> cluster, Optional<String> topic, int limit) {}

package dev.signet.server.postgres;

/**
 * How connections to the database are used.
 *
 * @param most how many there may be
 * @param active how many are in use
 * @param idle how many are not
 * @param waiting how many requests wait for one
 * @param timeouts how many requests have waited in vain since the start
 */
public record PoolState(int most, int active, int idle, int waiting, long timeouts) {}

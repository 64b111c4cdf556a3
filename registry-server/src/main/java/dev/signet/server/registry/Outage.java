package dev.signet.server.registry;

import java.time.Instant;

/**
 * A time in which the store is out of reach.
 *
 * @param since when that was noticed
 * @param reason why, fit to be shown to anybody
 */
public record Outage(Instant since, String reason) {}

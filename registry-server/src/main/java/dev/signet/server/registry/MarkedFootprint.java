package dev.signet.server.registry;

/**
 * A footprint, what it shows, and the mark of that moment.
 *
 * @param footprint what was looked at
 * @param mark names the state
 * @param snapshot shows it
 */
public record MarkedFootprint(Footprint footprint, FootprintMark mark, Snapshot snapshot) {}

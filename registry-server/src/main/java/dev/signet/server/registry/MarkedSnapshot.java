package dev.signet.server.registry;

/**
 * A snapshot and the mark of its moment.
 *
 * @param mark names the state
 * @param snapshot shows it
 */
public record MarkedSnapshot(Mark mark, Snapshot snapshot) {}

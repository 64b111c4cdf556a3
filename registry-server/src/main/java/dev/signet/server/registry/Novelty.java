package dev.signet.server.registry;

/** Whether a version was there before it was asked for. */
public enum Novelty {
    NEW,
    EXISTING
}

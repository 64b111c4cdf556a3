package dev.signet.server.registry;

/** Whether a mode is set even though schemas exist that it was not meant for. */
public enum Forced {
    YES,
    NO
}

package dev.signet.server.brokers;

/** What became of a report. */
public enum Receipt {
    /** It took the place of the last one. */
    KEPT,
    /** It had come before, or a later one had; nothing was changed. */
    KNOWN,
    /** There is no place for another node. */
    NO_ROOM
}

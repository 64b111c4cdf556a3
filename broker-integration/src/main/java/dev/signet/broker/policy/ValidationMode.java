package dev.signet.broker.policy;

/** What follows from a bad record. */
public enum ValidationMode {
    /** It is refused, with the batch that it is in. */
    ENFORCE,
    /** It is counted and reported, and enters the log. */
    MONITOR
}

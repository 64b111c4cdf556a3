package dev.signet.broker.policy;

/** What becomes of records for which the registry cannot be asked, once they have waited long enough. */
public enum Unresolved {
    /** They are sent back for as long as it takes: a retriable error. */
    RETRY,
    /** They are refused. */
    REFUSE,
    /** They enter the log unchecked, which is counted and shown. Never a default. */
    ACCEPT_UNCHECKED
}

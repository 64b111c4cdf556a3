package dev.signet.broker.policy;

/** What becomes of records whose schema is only left in soft-deleted versions of the subject. */
public enum DeletedVersions {
    ACCEPT,
    REJECT
}

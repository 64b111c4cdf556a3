package dev.signet.broker;

/** What is known about the existence of a subject right now. */
public enum SubjectPresence {
    /** The subject exists: every record of its topics is checked. */
    PRESENT,
    /** The subject did not exist a moment ago (at most one second): its topics are left alone. */
    ABSENT,
    /** Nobody knows yet, or the last answer is too old to be believed: ask again. */
    PENDING
}

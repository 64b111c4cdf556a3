package dev.signet.broker.policy;

/** How the keys or the values of a topic are checked. */
public enum Validation {
    /** Never looked at. */
    OFF,
    /** In full from the moment that the subject of the topic exists, and not before. */
    AUTO,
    /** The schema id has to belong to the subject; the payload is not looked at. */
    ID,
    /** The schema id has to belong to the subject, and the payload has to be exactly one datum of its schema. */
    FULL
}

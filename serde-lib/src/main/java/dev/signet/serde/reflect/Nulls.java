package dev.signet.serde.reflect;

/** Whether fields that are objects may be null although no annotation says so. */
public enum Nulls {
    ALLOWED,
    AS_ANNOTATED
}

package dev.signet.schema.export;

/** Whether an export carries revisions, which belong to one registry and do not move to another. */
public enum Revisions {
    INCLUDED,
    LEFT_OUT
}

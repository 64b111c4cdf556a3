package dev.signet.server.registry;

/** How thoroughly something is deleted. */
public enum Deletion {
    /** Hidden from lists, latest and checks; still served by id. */
    SOFT,
    /** Gone, after a soft deletion; only the binding of id and GUID stays. */
    PERMANENT
}

package dev.signet.server.registry;

/** How far the deletion of a mode goes. */
public enum Reach {
    SCOPE_ONLY,
    WITH_ITS_SUBJECTS
}

package dev.signet.server.registry;

/** Which versions of each subject a list holds. */
public enum Which {
    ALL,
    LATEST
}

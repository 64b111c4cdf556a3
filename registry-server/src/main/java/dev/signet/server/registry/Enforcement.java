package dev.signet.server.registry;

/** Whether a registration must pass the compatibility check. */
public enum Enforcement {
    ENFORCED,
    SKIPPED
}

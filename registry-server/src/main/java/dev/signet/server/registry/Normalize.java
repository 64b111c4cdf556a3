package dev.signet.server.registry;

/** Whether a request asks for its schema to be normalised; the config in force can switch it on, too. */
public enum Normalize {
    YES,
    AS_CONFIGURED
}

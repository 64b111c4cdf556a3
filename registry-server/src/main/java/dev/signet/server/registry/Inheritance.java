package dev.signet.server.registry;

/** Whether config and mode are read as they were set on a scope, or as they are in force there. */
public enum Inheritance {
    OWN,
    IN_FORCE
}

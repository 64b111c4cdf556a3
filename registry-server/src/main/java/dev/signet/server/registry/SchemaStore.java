package dev.signet.server.registry;

/** Where a registry keeps its state. */
public interface SchemaStore {}

package dev.signet.serde.config;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SharedRegistries;
import dev.signet.serde.mock.InMemoryRegistry;

/** The one place that makes registry clients. */
public final class Registries {
    // Kafka makes each serializer by itself, and all of a process are to share connections and caches: they meet here.
    private static final SharedRegistries SHARED = new SharedRegistries();

    private Registries() {}

    /** The client that a configuration asks for; whoever asks closes it. */
    public static SchemaRegistry open(SerdeConfig config) {
        if (config.registry() instanceof SerdeConfig.Remote remote) {
            RegistryUse use = config.use();
            return SHARED.open(use.connection(), remote.settings(), config.cacheSize(), use.latest(), use.figures());
        } else if (config.registry() instanceof SerdeConfig.InMemory memory) {
            return InMemoryRegistry.ofScope(memory.scope());
        }
        throw new IllegalStateException("the registry was to be given as an object");
    }
}

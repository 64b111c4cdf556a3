package dev.signet.serde.config;

import dev.signet.client.CachingSchemaRegistry;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.serde.mock.InMemoryRegistry;

/** The one place that makes registry clients. */
public final class Registries {
    private Registries() {}

    /** The client that a configuration asks for; whoever asks closes it. */
    public static SchemaRegistry open(SerdeConfig config) {
        if (config.registry() instanceof SerdeConfig.Remote remote) {
            return new CachingSchemaRegistry(new HttpSchemaRegistry(remote.settings()), config.cacheSize());
        } else if (config.registry() instanceof SerdeConfig.InMemory memory) {
            return InMemoryRegistry.ofScope(memory.scope());
        }
        throw new IllegalStateException("the registry was to be given as an object");
    }
}

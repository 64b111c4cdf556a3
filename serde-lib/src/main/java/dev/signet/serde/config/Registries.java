package dev.signet.serde.config;

import dev.signet.client.Ageing;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SharedRegistries;
import dev.signet.client.SharedRegistries.Figures;
import dev.signet.serde.mock.InMemoryRegistry;
import java.time.Duration;

/** The one place that makes registry clients. */
public final class Registries {
    // Kafka makes each serializer by itself, and all of a process are to share connections and caches: they meet here.
    private static final SharedRegistries SHARED = new SharedRegistries();

    /** How old the latest version may be that stands in for a registry that cannot be asked. */
    private static final Ageing LATEST = new Ageing(Duration.ZERO, Duration.ofHours(1));

    private Registries() {}

    /** The client that a configuration asks for; whoever asks closes it. */
    public static SchemaRegistry open(SerdeConfig config) {
        if (config.registry() instanceof SerdeConfig.Remote remote) {
            return SHARED.open(remote.settings(), config.cacheSize(), LATEST, Figures.SHOWN);
        } else if (config.registry() instanceof SerdeConfig.InMemory memory) {
            return InMemoryRegistry.ofScope(memory.scope());
        }
        throw new IllegalStateException("the registry was to be given as an object");
    }
}

package dev.signet.cli;

import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.HttpSignetRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** How the command reaches a registry. */
final class Registries {
    private Registries() {}

    /** A registry over HTTP. */
    static SchemaRegistry over(URI address) {
        return new HttpSchemaRegistry(settings(address));
    }

    /** Signet's registry over HTTP. */
    static SignetRegistry ownOver(URI address) {
        return new HttpSignetRegistry(settings(address));
    }

    /** The same, with headers that every request carries. */
    static SignetRegistry ownOver(URI address, Map<String, String> headers) {
        return new HttpSignetRegistry(settings(address).withHeaders(headers));
    }

    /** Somebody is waiting: one repetition, and not much patience. */
    private static ClientSettings settings(URI address) {
        return ClientSettings.of(address)
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(30))
                .withRetries(new Retries(1, Duration.ofMillis(200), Duration.ofMillis(200)));
    }
}

package dev.signet.serde.config;

import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Network;
import dev.signet.client.SentHeaders;
import dev.signet.serde.config.SerdeConfig.Given;
import dev.signet.serde.config.SerdeConfig.InMemory;
import dev.signet.serde.config.SerdeConfig.RegistryAddress;
import dev.signet.serde.config.SerdeConfig.Remote;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Reads where the registry is and how it is asked. For one thread. */
final class RegistryKeys {
    private static final String URL = "schema.registry.url";
    private static final String RANDOMIZE = "schema.registry.url.randomize";
    private static final String HEADER = "request.header.";
    private static final String MOCK = "mock://";

    private final Keys keys;

    RegistryKeys(Keys keys) {
        this.keys = keys;
    }

    RegistryAddress address() {
        List<String> urls = keys.text(URL).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .toList();
        if (urls.isEmpty()) {
            keys.problem(URL + " is missing; it lists the registry's base URLs, such as http://localhost:8081");
        }
        if (urls.stream().anyMatch(url -> url.startsWith(MOCK))) {
            if (urls.size() > 1) {
                keys.problem(URL + " mixes mock:// with other URLs");
            }
            return new InMemory(urls.get(0).substring(MOCK.length()));
        }
        List<URI> addresses = urls.stream().flatMap(this::uri).toList();
        try {
            return new Remote(settings(inOrder(addresses)));
        } catch (IllegalArgumentException wrong) {
            if (!addresses.isEmpty()) {
                keys.problem(URL + " and its client: " + wrong.getMessage());
            }
            return new Given();
        }
    }

    /** As they are written, or from one of them on, so that many clients spread over the servers. */
    private List<URI> inOrder(List<URI> addresses) {
        if (!keys.flag(RANDOMIZE, false) || addresses.size() < 2) {
            return addresses;
        }
        List<URI> turned = new ArrayList<>(addresses);
        Collections.rotate(turned, ThreadLocalRandom.current().nextInt(addresses.size()));
        return turned;
    }

    /** A URL may hold a password, so it is not repeated when it is wrong. */
    private Stream<URI> uri(String url) {
        try {
            return Stream.of(URI.create(url));
        } catch (IllegalArgumentException notOne) {
            keys.problem(URL + " has an entry that is not a URL; one looks like http://localhost:8081");
            return Stream.empty();
        }
    }

    /** Those that can be sent; each other one is a problem that names its key. */
    private Map<String, String> furtherHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        keys.withPrefix(HEADER).forEach((name, value) -> {
            if (!SentHeaders.isName(name)) {
                keys.problem(
                        HEADER + name + " names no header that can be set: it is no name of a header, or one that the"
                                + " HTTP client sets itself; remove it");
            } else {
                keys.sendable(HEADER + name, value).ifPresent(sent -> headers.put(name, sent));
            }
        });
        return headers;
    }

    private ClientSettings settings(List<URI> urls) {
        ClientSettings.Retries retries = new ClientSettings.Retries(
                keys.clientNumber("max.retries", 3),
                keys.clientMillis("retries.wait.ms", 1_000),
                keys.clientMillis("retries.max.wait.ms", 20_000));
        Network network = new NetworkKeys(keys).network();
        CredentialKeys credentials = new CredentialKeys(keys, network);
        Map<String, String> headers = new LinkedHashMap<>(credentials.headers());
        headers.putAll(furtherHeaders());
        return new ClientSettings(
                urls,
                credentials.credentials(),
                headers,
                keys.clientMillis("http.connect.timeout.ms", 60_000),
                keys.clientMillis("http.read.timeout.ms", 60_000),
                retries,
                network);
    }
}

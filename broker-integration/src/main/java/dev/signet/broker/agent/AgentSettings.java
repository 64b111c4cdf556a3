package dev.signet.broker.agent;

import dev.signet.broker.directory.DirectorySettings;
import dev.signet.broker.report.Reporting;
import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Network;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.Credentials;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * What an operator decides about the agent of a broker. Printing it shows no secret.
 *
 * @param registry where the schema registry is and how patiently it is asked
 * @param schemas where they are kept across restarts, and how often they are asked for
 * @param reports how the broker tells how it is
 * @param others the values of keys that others read, such as the defaults of topics
 */
public record AgentSettings(
        ClientSettings registry, DirectorySettings schemas, Reports reports, Map<String, String> others) {

    /**
     * How the broker tells how it is.
     *
     * @param interval how often the registry hears of it
     * @param metrics where Prometheus may ask; nowhere if empty
     */
    public record Reports(Duration interval, Optional<InetSocketAddress> metrics) {}

    private static final String BASIC = "signet.registry.basic";
    private static final String BEARER = "signet.registry.bearer";
    private static final String TRUST_STORE = "signet.registry.truststore";
    private static final String TRUST_STORE_PASSWORD = "signet.registry.truststore.password";
    private static final String CONNECT_TIMEOUT = "signet.registry.connect.timeout";
    private static final String READ_TIMEOUT = "signet.registry.read.timeout";
    private static final String REQUESTS = "signet.registry.requests.per.second";
    private static final String CACHE_FOLDER = "signet.cache.dir";
    private static final String HEARTBEAT = "signet.heartbeat.interval";
    private static final String METRICS = "signet.metrics.listen";

    /** The keys that are read here. */
    static final Set<String> KEYS = Set.of(
            AgentOptions.URL,
            BASIC,
            BEARER,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            REQUESTS,
            CACHE_FOLDER,
            HEARTBEAT,
            METRICS);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final Pattern LISTENING = Pattern.compile("(.+):(\\d{1,5})");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    public AgentSettings {
        others = Map.copyOf(others);
    }

    /**
     * Reads the settings.
     *
     * @param argument what stands behind {@code -javaagent:signet-broker-agent.jar=}: addresses of registries with commas
     *     between them, the path of a properties file, or nothing
     * @param environment the environment, where {@code SIGNET_REGISTRY_URL} stands for {@code signet.registry.url}
     * @param otherKeys keys that others read
     * @throws IllegalArgumentException if something cannot be used; one sentence
     */
    public static AgentSettings read(String argument, Map<String, String> environment, Set<String> otherKeys) {
        AgentOptions options = AgentOptions.read(argument, environment);
        Set<String> known = new HashSet<>(KEYS);
        known.addAll(otherKeys);
        options.requireKnown(known);
        Map<String, String> others = new HashMap<>();
        otherKeys.forEach(key -> options.value(key).ifPresent(value -> others.put(key, value)));
        return new AgentSettings(registry(options), schemas(options), reports(options), others);
    }

    private static DirectorySettings schemas(AgentOptions options) {
        DirectorySettings standard = DirectorySettings.STANDARD;
        DirectorySettings paced = parsed(options, REQUESTS, AgentSettings::count)
                .map(standard::withRequestsPerSecond)
                .orElse(standard);
        return parsed(options, CACHE_FOLDER, Path::of)
                .map(paced::withCacheFolder)
                .orElse(paced);
    }

    private static int count(String written) {
        if (!COUNT.matcher(written).matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not a number of requests; write one from 1 to 99999, such as 100");
        }
        return Integer.parseInt(written);
    }

    private static Reports reports(AgentOptions options) {
        return new Reports(
                parsed(options, HEARTBEAT, AgentSettings::duration).orElse(Reporting.INTERVAL),
                parsed(options, METRICS, AgentSettings::listening));
    }

    private static InetSocketAddress listening(String written) {
        Matcher parts = LISTENING.matcher(written);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : -1;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not an address to listen on; write host:port, such as 127.0.0.1:9404");
        }
        return new InetSocketAddress(parts.group(1), port);
    }

    private static ClientSettings registry(AgentOptions options) {
        ClientSettings registry = parsed(options, AgentOptions.URL, AgentSettings::addresses)
                .orElseThrow(
                        () -> new IllegalArgumentException("Signet's agent needs the address of the schema registry: "
                                + "-javaagent:signet-broker-agent.jar=http://host:8081, or " + AgentOptions.URL
                                + " in a file named there, or SIGNET_REGISTRY_URL"));
        Duration connect =
                parsed(options, CONNECT_TIMEOUT, AgentSettings::duration).orElse(CONNECT);
        Duration read = parsed(options, READ_TIMEOUT, AgentSettings::duration).orElse(READ);
        registry = registry.withTimeouts(connect, read).withRetries(Retries.NONE);
        Optional<Credentials> credentials = credentials(options);
        registry = credentials.isPresent() ? registry.withCredentials(credentials.get()) : registry;
        Optional<SSLContext> trusted = trusted(options);
        return trusted.isPresent()
                ? registry.withNetwork(new Network(trusted, Optional.empty(), Optional.empty()))
                : registry;
    }

    private static ClientSettings addresses(String written) {
        return ClientSettings.of(Arrays.stream(written.split(",", -1))
                .map(AgentSettings::address)
                .toArray(URI[]::new));
    }

    private static URI address(String written) {
        try {
            return new URI(written.strip());
        } catch (URISyntaxException malformed) {
            // the address itself may hold a password
            throw new IllegalArgumentException(
                    "an address cannot be read: " + malformed.getReason() + " at its character " + malformed.getIndex(),
                    malformed);
        }
    }

    private static Optional<Credentials> credentials(AgentOptions options) {
        Optional<Credentials> basic = parsed(options, BASIC, Credentials.Basic::parse);
        Optional<Credentials> bearer = parsed(options, BEARER, Credentials.Bearer::new);
        if (basic.isPresent() && bearer.isPresent()) {
            throw new IllegalArgumentException("Signet's agent was given both " + options.place(BASIC) + " and "
                    + options.place(BEARER) + "; leave one of them out");
        }
        return basic.or(() -> bearer);
    }

    private static Optional<SSLContext> trusted(AgentOptions options) {
        Optional<String> password = options.value(TRUST_STORE_PASSWORD);
        if (password.isPresent() && options.value(TRUST_STORE).isEmpty()) {
            throw new IllegalArgumentException("Signet's agent cannot use " + options.place(TRUST_STORE_PASSWORD)
                    + ": it needs " + TRUST_STORE + " beside it");
        }
        return parsed(options, TRUST_STORE, path -> TrustStore.context(Path.of(path), password));
    }

    private static Duration duration(String written) {
        Matcher parts = DURATION.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not a duration; write a number with ms, s, m or h behind it, such as 5s");
        }
        long count = Long.parseLong(parts.group(1));
        if (count == 0) {
            throw new IllegalArgumentException("it must be longer than nothing");
        }
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static <T> Optional<T> parsed(AgentOptions options, String key, Function<String, T> reader) {
        try {
            return options.value(key).map(reader);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "Signet's agent cannot use " + options.place(key) + ": " + unusable.getMessage(), unusable);
        }
    }
}

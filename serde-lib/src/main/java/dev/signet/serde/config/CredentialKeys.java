package dev.signet.serde.config;

import dev.signet.client.ClientSettings.Network;
import dev.signet.client.Credentials;
import dev.signet.client.TokenEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads how the client proves to the registry who it is. For one thread. */
final class CredentialKeys {
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String USER = "basic.auth.user.info";
    private static final String TOKEN = "bearer.auth.token";
    private static final String ISSUER = "bearer.auth.issuer.endpoint.url";

    private final Keys keys;
    private final Network network;

    /** Reads for a client that reaches its servers, and the issuer of its tokens, in this way. */
    CredentialKeys(Keys keys, Network network) {
        this.keys = keys;
        this.network = network;
    }

    /** User name and password, or a token, where the two sources say they are. */
    Credentials credentials() {
        Optional<String> basic = keys.clientText(BASIC_SOURCE);
        Optional<String> bearer = keys.clientText(BEARER_SOURCE);
        if (basic.isPresent() && bearer.isPresent()) {
            keys.problem(BASIC_SOURCE + " and " + BEARER_SOURCE + " are both set; remove one");
            return Credentials.NONE;
        }
        return bearer.isPresent() ? bearer(bearer.get()) : basic(basic);
    }

    /** What is sent beside a token, for registries that serve several clusters. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (keys.clientText(BEARER_SOURCE).isPresent()) {
            sendable("bearer.auth.logical.cluster").ifPresent(id -> headers.put("target-sr-cluster", id));
            sendable("bearer.auth.identity.pool.id").ifPresent(id -> headers.put("Confluent-Identity-Pool-Id", id));
        }
        return headers;
    }

    private Optional<String> sendable(String key) {
        return keys.clientText(key).flatMap(value -> keys.sendable(key, value));
    }

    private Credentials basic(Optional<String> source) {
        Optional<String> user = keys.clientText(USER);
        return switch (source.orElse(user.isPresent() ? "USER_INFO" : "URL")) {
            case "URL" -> Credentials.NONE;
            case "USER_INFO" ->
                user.or(() -> missing(USER, BASIC_SOURCE + "=USER_INFO"))
                        .map(this::userAndPassword)
                        .orElse(Credentials.NONE);
            case "SASL_INHERIT" -> SaslLogin.of(keys).orElse(Credentials.NONE);
            default -> {
                keys.problem(BASIC_SOURCE + " is '" + source.orElse("") + "', expected URL, USER_INFO or SASL_INHERIT");
                yield Credentials.NONE;
            }
        };
    }

    /** Does not repeat the value, which may be a password alone. */
    private Credentials userAndPassword(String text) {
        try {
            return Credentials.Basic.parse(text);
        } catch (IllegalArgumentException notOne) {
            keys.problem(USER + " is not understood, expected user:password");
            return Credentials.NONE;
        }
    }

    private Credentials bearer(String source) {
        return switch (source) {
            case "STATIC_TOKEN" ->
                keys.clientText(TOKEN)
                        .or(() -> missing(TOKEN, BEARER_SOURCE + "=STATIC_TOKEN"))
                        .flatMap(token -> keys.sendable(TOKEN, token))
                        .<Credentials>map(Credentials.Bearer::new)
                        .orElse(Credentials.NONE);
            case "OAUTHBEARER" -> issued();
            case "SASL_OAUTHBEARER_INHERIT", "CUSTOM", "UAMI" -> {
                keys.problem(BEARER_SOURCE + " is '" + source + "', which is not supported; use OAUTHBEARER with the"
                        + " issuer's endpoint, or STATIC_TOKEN");
                yield Credentials.NONE;
            }
            default -> {
                keys.problem(BEARER_SOURCE + " is '" + source + "', expected STATIC_TOKEN or OAUTHBEARER");
                yield Credentials.NONE;
            }
        };
    }

    private Credentials issued() {
        Optional<URI> endpoint = required(ISSUER).flatMap(this::issuer);
        Optional<String> id = required("bearer.auth.client.id");
        Optional<String> secret = required("bearer.auth.client.secret");
        Duration buffer = Duration.ofSeconds(keys.clientNumber("bearer.auth.cache.expiry.buffer.seconds", 300));
        if (endpoint.isEmpty() || id.isEmpty() || secret.isEmpty()) {
            return Credentials.NONE;
        }
        TokenEndpoint.Client client =
                new TokenEndpoint.Client(id.get(), secret.get(), keys.clientText("bearer.auth.scope"));
        try {
            return new Credentials.OAuth(new TokenEndpoint(
                    endpoint.get(), client, buffer, network, keys.clientMillis("http.read.timeout.ms", 60_000)));
        } catch (IllegalArgumentException wrong) {
            keys.problem(ISSUER + ": " + wrong.getMessage());
            return Credentials.NONE;
        }
    }

    /** Does not repeat the value, which may hold a password. */
    private Optional<URI> issuer(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException notOne) {
            keys.problem(ISSUER + " is not a URL; one looks like https://issuer.example/oauth/token");
            return Optional.empty();
        }
    }

    private Optional<String> required(String key) {
        return keys.clientText(key).or(() -> missing(key, BEARER_SOURCE + "=OAUTHBEARER"));
    }

    private Optional<String> missing(String key, String because) {
        keys.problem(key + " is missing, and " + because + " needs it");
        return Optional.empty();
    }
}

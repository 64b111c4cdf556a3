package dev.signet.client;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Where a registry is and how patiently it is asked.
 *
 * @param urls base URLs of equal servers, at least one; the next is asked when one fails. User information in a URL is
 *     taken out of it and, unless there are other credentials, becomes the credentials
 * @param credentials the proof sent with every request
 * @param headers further headers sent with every request; those that {@link SentHeaders} knows as names and values
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest wait for the whole answer once connected
 * @param retries how a failed request is repeated
 * @param network how servers are reached
 */
public record ClientSettings(
        List<URI> urls,
        Credentials credentials,
        Map<String, String> headers,
        Duration connectTimeout,
        Duration readTimeout,
        Retries retries,
        Network network) {
    /**
     * How a request is repeated after a timeout, a broken connection, 408, 429 or 5xx. Waits grow from the first to the
     * longest, each a random part of its full length.
     *
     * @param count repetitions at most; every URL is asked once in any case
     * @param firstWait full length of the first wait
     * @param longestWait full length of the longest wait
     */
    public record Retries(int count, Duration firstWait, Duration longestWait) {
        /** Three repetitions, waits from 100 ms to 5 s. */
        public static final Retries DEFAULT = new Retries(3, Duration.ofMillis(100), Duration.ofSeconds(5));

        /** No repetition. */
        public static final Retries NONE = new Retries(0, Duration.ZERO, Duration.ZERO);

        public Retries {
            if (count < 0 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
                throw new IllegalArgumentException(
                        "retries: count %d, first wait %s, longest wait %s".formatted(count, firstWait, longestWait));
            }
        }
    }

    /**
     * How servers are reached.
     *
     * @param tls keys and trust for https; the JDK's if empty
     * @param tlsParameters protocols and cipher suites; the context's if empty
     * @param proxy an HTTP proxy between here and the servers; the JDK's choice if empty
     */
    public record Network(
            Optional<SSLContext> tls, Optional<SSLParameters> tlsParameters, Optional<InetSocketAddress> proxy) {
        /** What the JDK does by default. */
        public static final Network DEFAULT = new Network(Optional.empty(), Optional.empty(), Optional.empty());

        HttpClient client(Duration connectTimeout) {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout);
            tls.ifPresent(client::sslContext);
            tlsParameters.ifPresent(client::sslParameters);
            proxy.map(ProxySelector::of).ifPresent(client::proxy);
            return client.build();
        }
    }

    /** Reached as the JDK does by default. */
    public ClientSettings(
            List<URI> urls,
            Credentials credentials,
            Map<String, String> headers,
            Duration connectTimeout,
            Duration readTimeout,
            Retries retries) {
        this(urls, credentials, headers, connectTimeout, readTimeout, retries, Network.DEFAULT);
    }

    public ClientSettings {
        List<URI> bare = new ArrayList<>();
        for (URI url : urls) {
            requireHttp(url);
            if (url.getUserInfo() != null && credentials instanceof Credentials.None) {
                credentials = Credentials.Basic.parse(url.getUserInfo());
            }
            bare.add(withoutUserInfo(url));
        }
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("a registry client needs at least one URL");
        }
        requirePositive("connect timeout", connectTimeout);
        requirePositive("read timeout", readTimeout);
        headers.forEach(SentHeaders::require);
        if (credentials instanceof Credentials.Bearer bearer) {
            SentHeaders.requireValue("the bearer token", bearer.token());
        }
        urls = List.copyOf(bare);
        headers = Map.copyOf(headers);
    }

    /** The defaults: no credentials, 5 s to connect, 20 s to answer, {@link Retries#DEFAULT}. */
    public static ClientSettings of(URI... urls) {
        return new ClientSettings(
                List.of(urls),
                Credentials.NONE,
                Map.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Retries.DEFAULT);
    }

    public ClientSettings withCredentials(Credentials other) {
        return new ClientSettings(urls, other, headers, connectTimeout, readTimeout, retries, network);
    }

    public ClientSettings withHeaders(Map<String, String> other) {
        return new ClientSettings(urls, credentials, other, connectTimeout, readTimeout, retries, network);
    }

    public ClientSettings withTimeouts(Duration connect, Duration read) {
        return new ClientSettings(urls, credentials, headers, connect, read, retries, network);
    }

    public ClientSettings withRetries(Retries other) {
        return new ClientSettings(urls, credentials, headers, connectTimeout, readTimeout, other, network);
    }

    public ClientSettings withNetwork(Network other) {
        return new ClientSettings(urls, credentials, headers, connectTimeout, readTimeout, retries, other);
    }

    /** Names everything but the headers' values, which may hold secrets. */
    @Override
    public String toString() {
        return "ClientSettings[urls=%s, credentials=%s, headers=%s, connectTimeout=%s, readTimeout=%s, retries=%s]"
                .formatted(urls, credentials, headers.keySet(), connectTimeout, readTimeout, retries);
    }

    private static void requireHttp(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "a registry URL is http:// or https://, a host and perhaps a path, got " + shown(url));
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " must be positive, got " + duration);
        }
    }

    private static URI withoutUserInfo(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(url.getScheme() + "://" + url.getHost() + port + trimmed);
    }

    private static String shown(URI url) {
        String written = url.toString();
        int at = written.lastIndexOf('@');
        return at < 0 ? written : "…" + written.substring(at);
    }
}

package dev.signet.cli.moving;

import dev.signet.client.RegistryUnavailableException;
import dev.signet.schema.Shown;
import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The REST contract as plain requests, for what the registry client has no words for. What a registry repeats for a
 * request that it has already carried out is the same answer, so requests are sent again when no answer came. Safe for
 * concurrent use.
 */
public final class RestWire {
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 4;
    private static final int SHOWN = 120;

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A registry; a user and a password may stand in its address. */
    public RestWire(URI address) {
        this.authorization = Optional.ofNullable(address.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        this.base = URI.create(address.toString().replaceFirst("//[^/@]*@", "//"));
    }

    /** What the registry said. */
    record Reply(String asked, int status, byte[] body) {
        boolean isDone() {
            return status >= 200 && status < 300;
        }

        /** What was refused and why. */
        String reason() {
            return RestJson.read(body, ErrorReply.class)
                    .asOptional()
                    .map(error -> error.message() + " (" + error.errorCode() + ")")
                    .orElse("it answered " + status + ": " + Shown.start(body, SHOWN));
        }

        /** The code of the refusal; the status if there is none. */
        int code() {
            return RestJson.read(body, ErrorReply.class)
                    .asOptional()
                    .map(ErrorReply::errorCode)
                    .orElse(status);
        }

        /** That this is not how a registry answers. */
        RegistryUnavailableException unexpected() {
            return new RegistryUnavailableException("The registry cannot be used: " + asked + ": " + reason());
        }
    }

    URI address() {
        return base;
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    /**
     * Sends a request until it is answered.
     *
     * @param path path and query, percent-encoded
     * @throws RegistryUnavailableException if nobody answers, the server fails, or it wants other credentials
     */
    Reply send(String method, String path, byte @Nullable [] body) {
        HttpRequest request = request(method, path, body);
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
                Reply reply = new Reply(method + " " + base + path, response.statusCode(), response.body());
                if (reply.status() == 401 || reply.status() == 403) {
                    throw reply.unexpected();
                }
                if (reply.status() < 500 && reply.status() != 429 && reply.status() != 408) {
                    return reply;
                }
                if (tried == TRIES) {
                    throw reply.unexpected();
                }
            } catch (IOException broken) {
                if (tried == TRIES || broken instanceof ConnectException) {
                    throw unreachable(broken);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100L << tried));
        }
    }

    /** What is read from a reply while it comes in. */
    @FunctionalInterface
    interface Streamed {
        void read(InputStream body) throws IOException;
    }

    /**
     * Reads a reply of a media type as it comes in.
     *
     * @return whether there was such a reply; if not, nothing was read
     */
    boolean stream(String path, String mediaType, Streamed reader) {
        try {
            HttpResponse<InputStream> response = exchange(request("GET", path, null), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String type = response.headers().firstValue("content-type").orElse("");
                if (response.statusCode() != 200 || !type.startsWith(mediaType)) {
                    return false;
                }
                reader.read(body);
                return true;
            }
        } catch (IOException broken) {
            throw unreachable(broken);
        }
    }

    /** A text as a segment of a path or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for " + request.uri(), interrupted);
        }
    }

    private HttpRequest request(String method, String path, byte @Nullable [] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(PATIENCE)
                .header("Accept", JSON + ", application/json, */*;q=0.1")
                .header("Content-Type", JSON)
                .header("X-Signet-Source", "signet import");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private RegistryUnavailableException unreachable(IOException broken) {
        String why = broken.getMessage() == null ? "the connection was refused" : broken.getMessage();
        return new RegistryUnavailableException("The registry at " + base + " cannot be reached: " + why + ".", broken);
    }
}

package dev.signet.client;

import dev.signet.client.Exchange.Answered;
import dev.signet.client.Exchange.Broken;
import dev.signet.client.RegistryUnavailableException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to equal servers in turn until one answers. Safe for concurrent use. */
final class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSchemaRegistry.class);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPTED = JSON + ", application/vnd.schemaregistry+json, application/json";

    private final ClientSettings settings;
    private final HttpClient http;
    private final Exchange exchange;
    private final RequestCounts counts;

    /** Index of the URL that answered last, so that one dead server is not asked first by every request. */
    private final AtomicInteger preferred = new AtomicInteger();

    Transport(ClientSettings settings, RequestCounts counts) {
        this.settings = settings;
        this.http = settings.network().client(settings.connectTimeout());
        this.exchange = new Exchange(http, settings);
        this.counts = counts;
    }

    /**
     * The first answer that is no reason to ask again.
     *
     * @param path path and query, percent-encoded, starting with a slash
     * @throws RegistryUnavailableException if no server gives one
     */
    Answered send(String method, String path, byte @Nullable [] body) {
        int servers = settings.urls().size();
        int attempts = Math.max(settings.retries().count() + 1, servers);
        int first = preferred.get();
        for (int attempt = 0; ; attempt++) {
            int server = (first + attempt) % servers;
            HttpRequest request = request(settings.urls().get(server), method, path, body);
            Exchange.Outcome outcome = counted(request);
            if (outcome instanceof Answered answer && !answer.isWorthRetrying()) {
                preferred.set(server);
                return answer;
            }
            if (attempt + 1 >= attempts) {
                throw unavailable(request, outcome, attempts);
            }
            LOG.debug("{} {}: {}; asking again", method, request.uri(), words(outcome));
            counts.retried();
            if ((attempt + 1) % servers == 0) {
                pause(wait(attempt / servers, outcome));
            }
        }
    }

    private Exchange.Outcome counted(HttpRequest request) {
        long start = System.nanoTime();
        Exchange.Outcome outcome = exchange.send(request);
        counts.ended(System.nanoTime() - start);
        outcome.failure().ifPresent(counts::failed);
        return outcome;
    }

    /** Ends requests under way: whoever closes does not wait for a server that hangs. */
    void close() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(http);
        } catch (NoSuchMethodException old) {
            LOG.trace("before Java 21 the client's daemon threads end with the last reference", old);
        } catch (ReflectiveOperationException fault) {
            LOG.debug("closing the HTTP client failed", fault);
        }
    }

    private HttpRequest request(URI base, String method, String path, byte @Nullable [] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(settings.connectTimeout().plus(settings.readTimeout()))
                .header("Accept", ACCEPTED)
                .header("Content-Type", JSON);
        settings.credentials().authorization().ifPresent(value -> request.setHeader("Authorization", value));
        settings.headers().forEach(request::setHeader);
        return request.build();
    }

    /**
     * A random part of a wait that doubles each round, on top of what the server asks for, so that its clients do not
     * all come back in one moment; never more than the longest wait.
     */
    private Duration wait(int round, Exchange.Outcome outcome) {
        long longest = settings.retries().longestWait().toMillis();
        long full = Math.min(longest, settings.retries().firstWait().toMillis() << Math.min(round, 20));
        long asked = outcome instanceof Answered answer
                ? Math.min(longest, answer.retryAfter().toMillis())
                : 0;
        long random = full == 0 ? 0 : ThreadLocalRandom.current().nextLong(full + 1);
        return Duration.ofMillis(Math.min(longest, asked + random));
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    Reason.INTERRUPTED, "interrupted while waiting to ask the registry again", interrupted);
        }
    }

    private static RegistryUnavailableException unavailable(
            HttpRequest request, Exchange.Outcome outcome, int attempts) {
        String message = "The registry cannot be used: %s %s: %s%s"
                .formatted(
                        request.method(),
                        request.uri(),
                        words(outcome),
                        attempts == 1 ? "" : " (the last of " + attempts + " attempts)");
        return new RegistryUnavailableException(
                outcome.failure().orElse(Reason.FAILED),
                message,
                outcome instanceof Broken broken ? broken.cause() : null,
                outcome instanceof Answered answer ? answer.retryAfter() : Duration.ZERO);
    }

    private static String words(Exchange.Outcome outcome) {
        if (outcome instanceof Broken broken) {
            return broken.words();
        }
        Answered answer = (Answered) outcome;
        String wait = answer.retryAfter().isZero()
                ? ""
                : " (it asks to wait " + answer.retryAfter().toSeconds() + " s)";
        return "it answered " + answer.status() + Replies.said(answer) + wait;
    }
}

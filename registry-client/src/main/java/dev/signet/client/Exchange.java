package dev.signet.client;

import dev.signet.client.RegistryUnavailableException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One request to one server, bounded in time from the first byte to the last. */
final class Exchange {
    /** What came of it. */
    sealed interface Outcome {
        /** Why it is no answer to the question; empty for what may be one. */
        Optional<Reason> failure();
    }

    /**
     * The server answered.
     *
     * @param uri what was asked
     * @param status the HTTP status
     * @param body the body
     * @param retryAfter how long the server asks to wait; zero if it does not say
     * @param location where the server sends to; an empty text if nowhere
     */
    record Answered(URI uri, int status, byte[] body, Duration retryAfter, String location) implements Outcome {
        @Override
        public Optional<Reason> failure() {
            boolean usable = status < 500 && Reason.ofStatus(status) == Reason.NOT_A_REGISTRY && !isRedirect();
            return usable ? Optional.empty() : Optional.of(Reason.ofStatus(status));
        }

        boolean isWorthRetrying() {
            return failure().filter(Reason::mayPass).isPresent();
        }

        boolean isRedirect() {
            return status >= 300 && status < 400;
        }
    }

    /**
     * The server did not answer.
     *
     * @param reason why, as data
     * @param words why, in words
     * @param cause the fault
     */
    record Broken(Reason reason, String words, Exception cause) implements Outcome {
        @Override
        public Optional<Reason> failure() {
            return Optional.of(reason);
        }
    }

    private final HttpClient http;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    Exchange(HttpClient http, ClientSettings settings) {
        this.http = http;
        this.connectTimeout = settings.connectTimeout();
        this.readTimeout = settings.readTimeout();
    }

    Outcome send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> new BoundedBody());
        try {
            // HttpRequest.timeout ends with the headers; a server that stalls in the middle of a body must not hold us.
            return answered(exchange.get(connectTimeout.plus(readTimeout).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return late(late);
        } catch (ExecutionException failed) {
            return broken(failed);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    Reason.INTERRUPTED,
                    "interrupted while waiting for " + request.method() + " " + request.uri(),
                    interrupted);
        }
    }

    private static Answered answered(HttpResponse<byte[]> response) {
        return new Answered(
                response.request().uri(),
                response.statusCode(),
                response.body(),
                response.headers()
                        .firstValue("retry-after")
                        .map(value -> RetryAfter.read(value, Instant.now()))
                        .orElse(Duration.ZERO),
                response.headers().firstValue("location").orElse(""));
    }

    private Broken late(Exception late) {
        return new Broken(Reason.TIMED_OUT, "no complete answer within " + readTimeout.toMillis() + " ms", late);
    }

    private Broken broken(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof HttpConnectTimeoutException) {
            return new Broken(Reason.UNREACHABLE, "no connection within " + connectTimeout.toMillis() + " ms", failed);
        } else if (cause instanceof HttpTimeoutException) {
            return late(failed);
        } else if (cause instanceof ConnectException) {
            return new Broken(Reason.UNREACHABLE, unreachable(cause), failed);
        } else if (cause instanceof SSLException) {
            return new Broken(Reason.UNREACHABLE, "no TLS connection: " + cause.getMessage(), failed);
        }
        String told = cause instanceof IOException ? cause.getMessage() : null;
        return new Broken(
                Reason.DISCONNECTED, told == null ? "the connection broke" : "the connection broke: " + told, failed);
    }

    private static String unreachable(Throwable cause) {
        return cause.getCause() instanceof UnresolvedAddressException
                        || cause.getCause() instanceof ConnectException refused
                                && refused.getCause() instanceof UnresolvedAddressException
                ? "the host name is not known"
                : "the connection was refused";
    }
}

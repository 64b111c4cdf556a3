package dev.signet.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request to one server, bounded in time from the first byte to the last. */
final class Exchange {
    /** What came of it. */
    sealed interface Outcome {}

    /**
     * The server answered.
     *
     * @param uri what was asked
     * @param status the HTTP status
     * @param body the body
     * @param retryAfterSeconds what the server asks to wait
     */
    record Answered(URI uri, int status, byte[] body, OptionalLong retryAfterSeconds) implements Outcome {
        boolean isWorthRetrying() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /**
     * The server did not answer.
     *
     * @param reason why, in words
     * @param cause the fault
     */
    record Broken(String reason, Exception cause) implements Outcome {}

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
            return new Broken("no complete answer within " + readTimeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            return new Broken(words(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    "interrupted while waiting for " + request.method() + " " + request.uri(), interrupted);
        }
    }

    private static Answered answered(HttpResponse<byte[]> response) {
        OptionalLong wait = response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElseGet(OptionalLong::empty);
        return new Answered(response.request().uri(), response.statusCode(), response.body(), wait);
    }

    private String words(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within " + connectTimeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                            || cause.getCause() instanceof ConnectException refused
                                    && refused.getCause() instanceof UnresolvedAddressException
                    ? "the host name is not known"
                    : "the connection was refused";
        }
        String told = cause instanceof IOException ? cause.getMessage() : null;
        return told == null ? "the connection broke" : "the connection broke: " + told;
    }
}

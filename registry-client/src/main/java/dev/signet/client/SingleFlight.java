package dev.signet.client;

import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Loads what several threads want at the same time once for all of them. Safe for concurrent use; a slow load holds up
 * nobody who wants another key.
 */
final class SingleFlight<K, V> {
    private final ConcurrentMap<K, CompletableFuture<Answer<V>>> loads = new ConcurrentHashMap<>();

    /** The answer of the load under way, or of this one. */
    Answer<V> get(K key, Supplier<Answer<V>> load) {
        CompletableFuture<Answer<V>> underway = loads.get(key);
        if (underway != null) {
            Answer<V> answer = join(key, underway, load);
            if (answer instanceof Answer.Done<V>) {
                return answer;
            }
            // That load was sent before this call, so its refusal may be older than what the caller knows.
            loads.remove(key, underway);
        }
        return loadOrJoin(key, load);
    }

    private Answer<V> loadOrJoin(K key, Supplier<Answer<V>> load) {
        CompletableFuture<Answer<V>> mine = new CompletableFuture<>();
        CompletableFuture<Answer<V>> other = loads.putIfAbsent(key, mine);
        if (other != null) {
            return join(key, other, load);
        }
        try {
            Answer<V> answer = load.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error fault) {
            // Out of the way before the others learn of it, so that one of them may load again.
            loads.remove(key, mine);
            mine.completeExceptionally(fault);
            throw fault;
        } finally {
            loads.remove(key, mine);
        }
    }

    /** The answer of another thread's load. An interrupt is that thread's own affair: then this one loads. */
    private Answer<V> join(K key, CompletableFuture<Answer<V>> other, Supplier<Answer<V>> load) {
        try {
            return other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    Reason.INTERRUPTED, "interrupted while waiting for the registry", interrupted);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof RegistryUnavailableException known)) {
                throw new RegistryUnavailableException("loading failed", failed);
            }
            if (known.reason() == Reason.INTERRUPTED) {
                return loadOrJoin(key, load);
            }
            throw new RegistryUnavailableException(
                    known.reason(), String.valueOf(known.getMessage()), failed, known.retryAfter());
        }
    }
}

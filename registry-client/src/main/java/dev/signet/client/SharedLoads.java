package dev.signet.client;

import dev.signet.schema.Answer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A bounded cache of values that never change, in which each missing key is loaded once however many threads want it.
 * Refusals are not kept. The oldest entries go first. Safe for concurrent use; a hit takes no lock.
 */
final class SharedLoads<K, V> {
    private final ConcurrentMap<K, V> values = new ConcurrentHashMap<>();
    private final ConcurrentMap<K, CompletableFuture<Answer<V>>> loads = new ConcurrentHashMap<>();
    private final Queue<K> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int limit;

    SharedLoads(int limit) {
        this.limit = limit;
    }

    Answer<V> get(K key, Supplier<Answer<V>> load) {
        V known = values.get(key);
        if (known != null) {
            return Answer.done(known);
        }
        CompletableFuture<Answer<V>> underway = loads.get(key);
        if (underway != null) {
            Answer<V> answer = await(underway);
            if (answer instanceof Answer.Done<V>) {
                return answer;
            }
            // That load was sent before this call, so its refusal may be older than what the caller knows.
            loads.remove(key, underway);
        }
        return loadOrJoin(key, load);
    }

    int size() {
        return values.size();
    }

    private Answer<V> loadOrJoin(K key, Supplier<Answer<V>> load) {
        CompletableFuture<Answer<V>> mine = new CompletableFuture<>();
        CompletableFuture<Answer<V>> other = loads.putIfAbsent(key, mine);
        if (other != null) {
            return await(other);
        }
        try {
            V known = values.get(key);
            Answer<V> answer = known == null ? load.get() : Answer.done(known);
            answer.asOptional().ifPresent(value -> keep(key, value));
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error fault) {
            mine.completeExceptionally(fault);
            throw fault;
        } finally {
            loads.remove(key, mine);
        }
    }

    private void keep(K key, V value) {
        if (values.putIfAbsent(key, value) != null) {
            return;
        }
        oldestFirst.add(key);
        if (size.incrementAndGet() > limit) {
            K oldest = oldestFirst.poll();
            if (oldest != null) {
                values.remove(oldest);
                size.decrementAndGet();
            }
        }
    }

    private static <V> Answer<V> await(CompletableFuture<Answer<V>> load) {
        try {
            return load.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the registry", interrupted);
        } catch (ExecutionException failed) {
            throw new RegistryUnavailableException(
                    failed.getCause() instanceof RegistryUnavailableException known
                            ? String.valueOf(known.getMessage())
                            : "loading failed",
                    failed);
        }
    }
}

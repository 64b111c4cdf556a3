package dev.signet.client.internal;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A map of bounded size. When it is full, the oldest entry that nobody has asked for since it was last considered makes
 * room (second chance), so that what is in use stays however many other keys pass by. Safe for concurrent use; asking
 * takes no lock.
 */
public final class BoundedCache<K, V> {
    private final Map<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
    /** In the order in which they are considered for removal; guarded by this. */
    private final Queue<Entry<K, V>> oldestFirst = new ArrayDeque<>();

    private final LongAdder added = new LongAdder();
    private final int limit;

    private static final class Entry<K, V> {
        final K key;
        final V value;
        /** Written without order by readers: a lost mark costs a reload at most. */
        boolean used;

        Entry(K key, V value) {
            this.key = key;
            this.value = value;
        }
    }

    /**
     * An empty cache.
     *
     * @param limit most entries, at least 1
     */
    public BoundedCache(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a cache holds at least 1 entry, got " + limit);
        }
        this.limit = limit;
    }

    /** What was put for the key; null if there is nothing. */
    public @Nullable V get(K key) {
        Entry<K, V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        // Written once, then only read: readers on other cores keep the line.
        if (!entry.used) {
            entry.used = true;
        }
        return entry.value;
    }

    /** Remembers a value unless there is one already, and returns the one that is remembered. */
    public synchronized V put(K key, V value) {
        Entry<K, V> earlier = entries.get(key);
        if (earlier != null) {
            return earlier.value;
        }
        if (oldestFirst.size() >= limit) {
            makeRoom();
        }
        Entry<K, V> entry = new Entry<>(key, value);
        entries.put(key, entry);
        oldestFirst.add(entry);
        added.increment();
        return value;
    }

    /** Gives each entry in use one more turn; after a whole turn the next goes, in use or not. */
    private void makeRoom() {
        Entry<K, V> oldest = oldestFirst.remove();
        for (int turns = limit; turns > 0 && oldest.used; turns--) {
            oldest.used = false;
            oldestFirst.add(oldest);
            oldest = oldestFirst.remove();
        }
        entries.remove(oldest.key);
    }

    /** Forgets one entry. */
    public synchronized void remove(K key) {
        Entry<K, V> entry = entries.remove(key);
        if (entry != null) {
            oldestFirst.remove(entry);
        }
    }

    /** Forgets everything. */
    public synchronized void clear() {
        entries.clear();
        oldestFirst.clear();
    }

    /** How many entries it holds. */
    public int size() {
        return entries.size();
    }

    /** How many entries were ever added: what was asked for and was not there. */
    public long added() {
        return added.sum();
    }
}

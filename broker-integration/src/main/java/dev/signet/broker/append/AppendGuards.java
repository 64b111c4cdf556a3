package dev.signet.broker.append;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which guard stands in front of which broker of this process, by the broker's data folder.
 *
 * <p>Static because the woven call has nothing else to start from. Safe for use by many threads.
 */
public final class AppendGuards {

    private static final ConcurrentHashMap<String, AppendGuard> BY_FOLDER = new ConcurrentHashMap<>();
    private static volatile @Nullable AppendGuard everywhere;

    private AppendGuards() {}

    /** Takes the guard away again. */
    public interface Attachment extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Puts a guard in front of the logs of one data folder, before its broker starts.
     *
     * @throws IllegalStateException if the folder has a guard already
     */
    public static Attachment attach(Path folder, AppendGuard guard) {
        String key = folder.toString();
        if (BY_FOLDER.putIfAbsent(key, guard) != null) {
            throw new IllegalStateException("the logs in " + key + " have a guard already");
        }
        return () -> BY_FOLDER.remove(key, guard);
    }

    /** Puts a guard in front of every log of this process that has none of its own. */
    public static void attachEverywhere(AppendGuard guard) {
        everywhere = guard;
    }

    static @Nullable AppendGuard of(String folder) {
        AppendGuard own = BY_FOLDER.get(folder);
        return own != null ? own : everywhere;
    }
}

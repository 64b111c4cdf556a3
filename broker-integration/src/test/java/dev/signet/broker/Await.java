package dev.signet.broker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a state with a deadline. */
public final class Await {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Await() {}

    /** The first value that satisfies the condition. */
    public static <T> T until(Supplier<T> value, Predicate<? super T> condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            T now = value.get();
            if (condition.test(now)) {
                return now;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + DEADLINE + " still " + now);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}

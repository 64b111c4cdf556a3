package dev.signet.bench.broker;

import dev.signet.broker.append.AppendGuards;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * The processor time that threads of this process have spent inside the append hook.
 *
 * <p>Static because the hook is: what calls it has been woven into a class. Reading a thread's clock costs some hundred
 * nanoseconds, twice a batch, which counts as the hook's.
 */
public final class HookClock {
    private static final String HOOK = "dev.signet.broker.append.AppendHook";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final LongAdder NANOS = new LongAdder();

    private HookClock() {}

    /** Puts the clock around the hook, before anything has used the hook. */
    static void weave() {
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(HookClock.class.getClassLoader());
        byte[] timed = new ByteBuddy()
                .decorate(TypePool.Default.of(classes).describe(HOOK).resolve(), classes)
                .visit(Advice.to(Around.class).on(ElementMatchers.named("analyzed")))
                .make()
                .getBytes();
        try {
            MethodHandles.privateLookupIn(AppendGuards.class, MethodHandles.lookup())
                    .defineClass(timed);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** Nanoseconds so far, of all threads. */
    static long nanos() {
        return NANOS.sum();
    }

    /** The current thread's processor time. Public because the call stands in the hook's class. */
    public static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** The hook is left. */
    public static void left(long enteredAt) {
        NANOS.add(now() - enteredAt);
    }

    /** Lines for the hook's method; copied there, never run from here. */
    private static final class Around {
        @Advice.OnMethodEnter
        static long enter() {
            return now();
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter long enteredAt) {
            left(enteredAt);
        }
    }
}

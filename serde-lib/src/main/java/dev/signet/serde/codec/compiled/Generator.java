package dev.signet.serde.codec.compiled;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of the process that makes classes. It ends when it has nothing to do; what does not find a place in its
 * queue stays a tree.
 */
final class Generator {
    private static final Logger LOG = LoggerFactory.getLogger(Generator.class);
    private static final int WAITING = 1_000;
    private static final ThreadPoolExecutor THREAD = thread();

    private Generator() {}

    /** A class that would take longer to compile than it saves. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String what) {
            super(what);
        }
    }

    static void inBackground(Runnable work) {
        THREAD.execute(work);
    }

    /** The class that the work makes, or the tree where none can be made. */
    static <F> F madeOr(F tree, Supplier<F> work) {
        try {
            return work.get();
        } catch (TooLargeException | MethodTooLargeException | ClassTooLargeException tooLarge) {
            LOG.debug("no code is generated for a schema that is too large: {}", tooLarge.toString());
        } catch (RuntimeException | LinkageError refused) {
            // The tree does the same, only slower; records must not fail for it.
            LOG.warn("no code can be generated for a schema, the codec goes on without: {}", refused.toString());
        }
        return tree;
    }

    private static ThreadPoolExecutor thread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Generator::named,
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "signet-code-generator");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}

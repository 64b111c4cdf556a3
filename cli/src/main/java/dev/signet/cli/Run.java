package dev.signet.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command that runs until Ctrl-C, and says how long it took to be ready and to stop. */
final class Run {
    private final Console console;
    private final long begun = System.nanoTime();
    private final AtomicBoolean ready = new AtomicBoolean();

    /** Begins now. */
    Run(Console console) {
        this.console = console;
    }

    /** Has something closed when the process ends. */
    void stopAtTheEnd(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(close), "signet-stop"));
    }

    /** Says that everything can be used. */
    void ready(String what) {
        console.line("Ready in " + since(begun) + ": " + what);
        ready.set(true);
    }

    /** Waits for the end of the process. */
    int untilStopped() throws InterruptedException {
        new CountDownLatch(1).await();
        return ExitCode.OK.code();
    }

    private void stop(Runnable close) {
        long stopping = System.nanoTime();
        close.run();
        if (ready.get()) {
            console.line("Stopped in " + since(stopping) + ".");
        }
    }

    private static String since(long nanos) {
        return String.format(
                Locale.ROOT,
                "%.1f s",
                Duration.ofNanos(System.nanoTime() - nanos).toMillis() / 1000.0);
    }
}

package dev.signet.cli;

import java.time.Duration;
import java.util.Locale;

/** A line that tells a person how far something is; nothing is shown where nobody looks on. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Console console;
    private final String things;
    private final long begun = System.nanoTime();
    private long shown;

    ProgressBar(Console console) {
        this(console, "records");
    }

    /** A bar that counts other things than records. */
    ProgressBar(Console console, String things) {
        this.console = console;
        this.things = things;
    }

    /** Shows how far it is, at most ten times a second. */
    void show(double share, long records) {
        long now = System.nanoTime();
        if (!console.terminal() || (shown != 0 && now - shown < PAUSE.toNanos())) {
            return;
        }
        shown = now;
        console.err().print("\r" + text(share, records, things, Duration.ofNanos(now - begun)));
        console.err().flush();
    }

    /** Takes the line away. */
    void clear() {
        if (shown != 0) {
            console.err().print("\r\033[K");
            console.err().flush();
        }
    }

    static String text(double share, long records, Duration taken) {
        return text(share, records, "records", taken);
    }

    private static String text(double share, long records, String things, Duration taken) {
        int full = (int) Math.round(share * WIDTH);
        double seconds = Math.max(1, taken.toMillis()) / 1000.0;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d %s  %,.0f/s ",
                "=".repeat(full),
                " ".repeat(WIDTH - full),
                share * 100,
                records,
                things,
                records / seconds);
    }
}

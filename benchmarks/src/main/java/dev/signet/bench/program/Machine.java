package dev.signet.bench.program;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** The machine that figures depend on. */
public final class Machine {
    private static final int WRITES = 101;
    private static final int PAGE = 8_192;
    private static final double NANOS_PER_MILLI = 1e6;

    private Machine() {}

    public static void describe(PrintStream out) {
        out.printf(
                "%s UTC, %d processors, Java %s, %s %s, %s, %s%n",
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                load(),
                disk());
    }

    /** How long the disk takes to keep eight kilobytes, as the median of many tries; a commit takes at least that. */
    public static String disk() {
        long[] nanos = new long[WRITES];
        try {
            Path file = Files.createTempFile("bench", ".sync");
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                for (int i = 0; i < WRITES; i++) {
                    long start = System.nanoTime();
                    channel.write(ByteBuffer.allocate(PAGE), (long) i * PAGE);
                    channel.force(false);
                    nanos[i] = System.nanoTime() - start;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "write and sync of 8 KiB: median %.2f ms", nanos[WRITES / 2] / NANOS_PER_MILLI);
    }

    /** How busy it is with everything that runs on it. */
    public static String load() {
        return "load average %.1f"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}

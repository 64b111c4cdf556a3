package dev.signet.bench.server;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The machine that figures depend on. */
final class Machine {
    private Machine() {}

    static void describe(PrintStream out) {
        out.printf(
                "%s UTC, %d processors, Java %s, %s %s, %s%n",
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                load());
    }

    /** How busy it is with everything that runs on it. */
    static String load() {
        return "load average %.1f"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}

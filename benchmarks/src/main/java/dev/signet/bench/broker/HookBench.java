package dev.signet.bench.broker;

import dev.signet.bench.program.Machine;
import dev.signet.bench.program.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program behind {@code benchmarks/broker}: records of 200 bytes into the embedded log, acknowledged by all, with
 * and without validation in turns.
 */
public final class HookBench {
    private static final double PERCENT = 100;

    private HookBench() {}

    /** One turn of a variant beside the turn without validation of the same round. */
    private record Turn(Slice with, Slice without) {
        double share() {
            return PERCENT * with.hookNanosPerRecord() / without.processNanosPerRecord();
        }

        double processRatio() {
            return with.processNanosPerRecord() / without.processNanosPerRecord();
        }

        double throughputRatio() {
            return with.recordsPerSecond() / without.recordsPerSecond();
        }
    }

    /** Arguments: {@code --rounds 24 --warm-up 12 --millis 500 --compressions none,lz4 --port 19192 --folder DIR}. */
    public static void main(String[] arguments) {
        Options options = Options.of(arguments, 0);
        HookClock.weave();
        Machine.describe(System.out);
        for (String compression : options.list("compressions", "none,lz4")) {
            List<Variant> variants = List.of(
                    new Variant(Variant.OFF, compression),
                    new Variant("id", compression),
                    new Variant("full", compression));
            Path folder = folder(options).resolve(compression);
            try (LogUnderLoad log = new LogUnderLoad(folder, options.number("port", 19_192), variants)) {
                System.out.printf("%n%s, records of %.0f bytes, %s%n", compression, log.meanLength(), Machine.load());
                long nanos = TimeUnit.MILLISECONDS.toNanos(options.number("millis", 500));
                rounds(log, variants, options.number("warm-up", 12), nanos);
                print(rounds(log, variants, options.number("rounds", 24), nanos));
            }
        }
    }

    private static Path folder(Options options) {
        try {
            Path given = Path.of(options.text("folder", "benchmarks/target"));
            return Files.createTempDirectory(given, "signet-bench");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<Variant, List<Slice>> rounds(LogUnderLoad log, List<Variant> variants, int count, long nanos) {
        Map<Variant, List<Slice>> slices = new LinkedHashMap<>();
        variants.forEach(variant -> slices.put(variant, new ArrayList<>()));
        List<Variant> order = new ArrayList<>(variants);
        for (int round = 0; round < count; round++) {
            for (Variant variant : order) {
                slices.getOrDefault(variant, List.of()).add(log.measure(variant, nanos));
            }
            Collections.rotate(order, 1);
        }
        return slices;
    }

    private static void print(Map<Variant, List<Slice>> slices) {
        System.out.println("| variant | records/s | process CPU ns a record | hook CPU ns a record |"
                + " hook as a share of the process without it, % | process CPU ratio | throughput ratio |");
        System.out.println("|---|---|---|---|---|---|---|");
        slices.forEach((variant, own) -> {
            List<Turn> turns = new ArrayList<>();
            List<Slice> base = slices.getOrDefault(variant.base(), List.of());
            for (int round = 0; round < own.size(); round++) {
                turns.add(new Turn(own.get(round), base.get(round)));
            }
            System.out.println("| " + variant + " | "
                    + Quartiles.of(own, Slice::recordsPerSecond).text(0) + " | "
                    + Quartiles.of(own, Slice::processNanosPerRecord).text(0) + " | "
                    + Quartiles.of(own, Slice::hookNanosPerRecord).text(1) + " | "
                    + Quartiles.of(turns, Turn::share).text(1) + " | "
                    + Quartiles.of(turns, Turn::processRatio).text(2) + " | "
                    + Quartiles.of(turns, Turn::throughputRatio).text(2) + " |");
        });
    }
}

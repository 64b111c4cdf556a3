package dev.signet.bench.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** All that was measured, and the medians over it. Not safe for concurrent use. */
final class Samples {
    /**
     * What belongs together.
     *
     * @param fork a start of all peers
     */
    record Key(Peer peer, Operation operation, int connections, int fork) {}

    private final Map<Key, List<Sample>> samples = new HashMap<>();
    private int forks;

    void add(Key key, Sample sample) {
        samples.computeIfAbsent(key, first -> new ArrayList<>()).add(sample);
        forks = Math.max(forks, key.fork() + 1);
    }

    boolean has(Peer peer, Operation operation, int connections) {
        return samples.containsKey(new Key(peer, operation, connections, 0));
    }

    /** The median over the forks of the medians of their windows. */
    double median(Peer peer, Operation operation, int connections, ToDoubleFunction<Sample> of) {
        return median(perFork(fork -> inFork(new Key(peer, operation, connections, fork), of)));
    }

    /** The quotients of the medians of two peers, one a fork. */
    double[] ratios(Peer peer, Peer to, Operation operation, int connections, ToDoubleFunction<Sample> of) {
        return perFork(fork -> inFork(new Key(peer, operation, connections, fork), of)
                / inFork(new Key(to, operation, connections, fork), of));
    }

    /** How many requests were not answered with 200. */
    long refused(Peer peer) {
        return samples.entrySet().stream()
                .filter(entry -> entry.getKey().peer() == peer)
                .flatMap(entry -> entry.getValue().stream())
                .mapToLong(Sample::refused)
                .sum();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double[] perFork(IntToDoubleFunction of) {
        double[] values = new double[forks];
        Arrays.setAll(values, of);
        return values;
    }

    private double inFork(Key key, ToDoubleFunction<Sample> of) {
        return median(
                samples.getOrDefault(key, List.of()).stream().mapToDouble(of).toArray());
    }
}

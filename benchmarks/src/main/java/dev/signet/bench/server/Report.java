package dev.signet.bench.server;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The tables that are printed at the end, in Markdown.
 *
 * @param samples what was measured
 */
record Report(Samples samples, List<Peer> peers, List<Operation> operations, List<Integer> connections) {
    void print(PrintStream out) {
        printFigures(out);
        if (peers.contains(Peer.SIGNET)) {
            if (peers.contains(Peer.BARE)) {
                printRatios(out, "server CPU, Signet to the bare route", Peer.BARE, Sample::serverMicros);
            }
            if (peers.contains(Peer.APICURIO)) {
                printRatios(out, "server CPU, Signet to Apicurio", Peer.APICURIO, Sample::serverMicros);
                printRatios(out, "requests/s, Signet to Apicurio", Peer.APICURIO, Sample::perSecond);
            }
        }
        peers.forEach(peer -> {
            if (samples.refused(peer) > 0) {
                out.println("NOT 200: " + samples.refused(peer) + " answers of " + peer);
            }
        });
    }

    private void printFigures(PrintStream out) {
        out.println();
        out.println(
                "| operation | connections | peer | requests/s | p50 ms | p99 ms | server CPU µs | PostgreSQL CPU µs |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (Operation operation : operations) {
            for (int count : connections) {
                for (Peer peer : peers) {
                    if (samples.has(peer, operation, count)) {
                        out.printf(
                                Locale.ROOT,
                                "| %s | %d | %s | %.0f | %.2f | %.2f | %.0f | %.0f |%n",
                                operation.label(),
                                count,
                                peer,
                                samples.median(peer, operation, count, Sample::perSecond),
                                samples.median(peer, operation, count, Sample::p50),
                                samples.median(peer, operation, count, Sample::p99),
                                samples.median(peer, operation, count, Sample::serverMicros),
                                samples.median(peer, operation, count, Sample::databaseMicros));
                    }
                }
            }
        }
    }

    private void printRatios(PrintStream out, String title, Peer to, ToDoubleFunction<Sample> of) {
        out.println();
        out.println("| " + title + " | connections | ratio | each fork |");
        out.println("|---|---|---|---|");
        for (Operation operation : operations) {
            for (int count : connections) {
                if (samples.has(to, operation, count)) {
                    double[] ratios = samples.ratios(Peer.SIGNET, to, operation, count, of);
                    out.printf(
                            Locale.ROOT,
                            "| %s | %d | %.2f | %s |%n",
                            operation.label(),
                            count,
                            Samples.median(ratios),
                            Arrays.stream(ratios)
                                    .mapToObj(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                                    .collect(Collectors.joining(", ")));
                }
            }
        }
    }
}

package dev.signet.bench.serde.report;

import dev.signet.bench.serde.peer.Peer;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of one JDK, in Markdown. Counts the bars that were missed; not safe for concurrent use. */
final class Tables {
    private static final Bar TIMES_APICURIO = Bar.atLeast(3);
    private static final Bar TIMES_APICURIO_AIM = Bar.atLeast(10).asAim();
    private static final Bar TIMES_APICURIO_MEAN = Bar.atLeast(5);
    private static final Bar EVOLVED_TO_SAME = Bar.atMost(1.1).asAim();
    private static final Bar FIRST_RECORD_MS = Bar.atMost(5).asAim();

    private final Rounds rounds;
    private final PrintStream out;
    private int judged;
    private int missed;

    Tables(Rounds rounds, PrintStream out) {
        this.rounds = rounds;
        this.out = out;
    }

    void print() {
        out.println();
        out.println("## JDK " + rounds.jdk());
        printTimes();
        printRatios();
        printBytes();
        printFirstRecords();
        out.println();
        out.println((judged - missed) + " of " + judged + " bars met, " + missed + " missed");
    }

    private void printTimes() {
        header("ns a record, median (fastest)", "Signet", "plain Avro", "by hand", "Apicurio");
        for (Case line : measured()) {
            row(line.toString(), peers(peer -> time(line, peer)));
        }
    }

    private String time(Case line, Peer peer) {
        double fastest = Score.least(rounds.rounds().stream()
                .mapToDouble(round -> round.score(line.by(peer)).fastest()));
        String median = whole(rounds.median(round -> round.time(line, peer)));
        return Double.isNaN(fastest) ? median : median + " (" + whole(fastest) + ")";
    }

    private void printRatios() {
        header("ratio of the medians", "Avro ÷ Signet", "", "Signet ÷ hand", "", "Apicurio ÷ Signet", "", "");
        for (Case line : measured()) {
            ToDoubleFunction<Round> avro = round -> round.ratio(line, Peer.AVRO, Peer.SIGNET);
            ToDoubleFunction<Round> hand = round -> round.ratio(line, Peer.SIGNET, Peer.HAND);
            ToDoubleFunction<Round> apicurio = round -> round.ratio(line, Peer.APICURIO, Peer.SIGNET);
            Bar timesAvro = line.operation()
                    .timesAvro(line.shape(), line.kind(), rounds.jdk().feature());
            row(
                    line.toString(),
                    rounds.spread(avro),
                    judge(timesAvro, avro),
                    rounds.spread(hand),
                    judge(line.operation().timesHand(line.kind()), hand),
                    rounds.spread(apicurio),
                    judge(TIMES_APICURIO, apicurio),
                    judge(TIMES_APICURIO_AIM, apicurio));
        }
        ToDoubleFunction<Round> mean = this::meanOfApicurio;
        row("geometric mean", "", "", "", "", rounds.spread(mean), judge(TIMES_APICURIO_MEAN, mean), "");
        printEvolution();
    }

    private double meanOfApicurio(Round round) {
        double[] ratios = Case.all().stream()
                .mapToDouble(line -> round.ratio(line, Peer.APICURIO, Peer.SIGNET))
                .filter(ratio -> !Double.isNaN(ratio))
                .toArray();
        return Math.exp(Arrays.stream(ratios).map(Math::log).average().orElse(Double.NaN));
    }

    private void printEvolution() {
        List<Case> evolutions = measured().stream()
                .filter(line -> line.operation() == Operation.EVOLVE)
                .toList();
        if (evolutions.isEmpty()) {
            return;
        }
        header("evolved ÷ same schema", "Signet", "", "plain Avro", "by hand");
        for (Case line : evolutions) {
            ToDoubleFunction<Round> signet = round -> evolution(round, line, Peer.SIGNET);
            row(
                    line.toString(),
                    rounds.spread(signet),
                    judge(EVOLVED_TO_SAME, signet),
                    rounds.spread(round -> evolution(round, line, Peer.AVRO)),
                    rounds.spread(round -> evolution(round, line, Peer.HAND)));
        }
    }

    private static double evolution(Round round, Case line, Peer peer) {
        return round.time(line, peer) / round.time(line.withoutEvolution(), peer);
    }

    private void printBytes() {
        header("B a record", "Signet", "plain Avro", "by hand", "Apicurio", "result + 64", "result only");
        for (Case line : measured()) {
            String[] bytes = peers(peer -> whole(rounds.median(round -> round.bytes(line, peer))));
            ToDoubleFunction<Round> signet = round -> Math.rint(round.bytes(line, Peer.SIGNET));
            boolean written = line.operation() == Operation.SERIALIZE;
            int result = line.shape().sizeOfResult();
            String must = written ? judge(Bar.atMost(result + 64), signet) : "";
            String aim = written ? judge(Bar.atMost(result).asAim(), signet) : "";
            row(
                    line.toString(),
                    Stream.concat(Arrays.stream(bytes), Stream.of(must, aim)).toArray(String[]::new));
        }
    }

    private void printFirstRecords() {
        List<FirstRecord> measured = FirstRecord.all().stream()
                .filter(line -> !Double.isNaN(rounds.median(round -> first(round, line, Peer.SIGNET))))
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        header("first record of a schema, ms", "Signet", "", "slowest", "plain Avro", "Apicurio");
        for (FirstRecord line : measured) {
            ToDoubleFunction<Round> signet = round -> first(round, line, Peer.SIGNET);
            row(
                    line.toString(),
                    rounds.spread(signet),
                    judge(FIRST_RECORD_MS, signet),
                    rounds.spread(round -> round.score(line.by(Peer.SIGNET)).slowest()),
                    rounds.spread(round -> first(round, line, Peer.AVRO)),
                    rounds.spread(round -> first(round, line, Peer.APICURIO)));
        }
    }

    private static double first(Round round, FirstRecord line, Peer peer) {
        return round.score(line.by(peer)).time();
    }

    private List<Case> measured() {
        return Case.all().stream()
                .filter(line -> !Double.isNaN(rounds.median(round -> round.time(line, Peer.SIGNET))))
                .toList();
    }

    private String judge(Bar bar, ToDoubleFunction<Round> of) {
        double value = rounds.median(of);
        if (bar.rank() == Bar.Rank.MUST && !Double.isNaN(value)) {
            judged++;
            missed += bar.isMetBy(value) ? 0 : 1;
        }
        return bar.verdict(value);
    }

    private static String[] peers(Function<Peer, String> of) {
        return Arrays.stream(Peer.values()).map(of).toArray(String[]::new);
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.0f", value);
    }

    private void header(String first, String... others) {
        out.println();
        row(first, others);
        out.println("|---".repeat(1 + others.length) + "|");
    }

    private void row(String first, String... others) {
        out.println(
                Stream.concat(Stream.of(first), Arrays.stream(others)).collect(Collectors.joining(" | ", "| ", " |")));
    }
}

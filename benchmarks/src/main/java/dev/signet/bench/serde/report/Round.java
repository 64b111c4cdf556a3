package dev.signet.bench.serde.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.bench.serde.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One run of JMH on one JDK. Ratios are taken inside a round.
 *
 * @param jdk the version of the JDK
 * @param scores what came of each benchmark
 */
record Round(Runtime.Version jdk, Map<Benchmark, Score> scores) {
    Round {
        scores = Map.copyOf(scores);
    }

    /**
     * The round of a file that JMH wrote as JSON.
     *
     * @throws IllegalArgumentException if it holds no result
     */
    static Round of(Path file) throws IOException {
        JsonNode results = new ObjectMapper().readTree(file.toFile());
        if (results.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no result of JMH; was it written with -rf json?");
        }
        Map<Benchmark, Score> scores = new HashMap<>();
        results.forEach(result -> scores.put(benchmark(result), score(result)));
        return new Round(Runtime.Version.parse(results.get(0).path("jdkVersion").asText()), scores);
    }

    private static Benchmark benchmark(JsonNode result) {
        String name = result.path("benchmark").asText();
        int type = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        Map<String, String> parameters = new HashMap<>();
        result.path("params")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        return new Benchmark(name.substring(type + 1), parameters);
    }

    private static Score score(JsonNode result) {
        double[] times = StreamSupport.stream(
                        result.path("primaryMetric").path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return Score.of(
                times,
                result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble(Double.NaN));
    }

    Score score(Benchmark benchmark) {
        return scores.getOrDefault(benchmark, Score.NONE);
    }

    double time(Case of, Peer peer) {
        return score(of.by(peer)).time();
    }

    double bytes(Case of, Peer peer) {
        return score(of.by(peer)).bytes();
    }

    /** How often the time of {@code less} fits into that of {@code more}. */
    double ratio(Case of, Peer more, Peer less) {
        return time(of, more) / time(of, less);
    }
}

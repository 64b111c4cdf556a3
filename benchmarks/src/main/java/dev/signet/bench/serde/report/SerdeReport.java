package dev.signet.bench.serde.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints the tables of the serde from result files of JMH, one file a round, for each JDK that they come from. */
public final class SerdeReport {
    private SerdeReport() {}

    public static void main(String[] files) throws IOException {
        if (files.length == 0) {
            throw new IllegalArgumentException("name the files that JMH wrote with -rf json, one a round");
        }
        print(List.of(files), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void print(List<String> files, PrintStream out) throws IOException {
        List<Round> rounds = new ArrayList<>();
        for (String file : files) {
            rounds.add(Round.of(Path.of(file)));
        }
        Map<Runtime.Version, List<Round>> byJdk =
                rounds.stream().collect(Collectors.groupingBy(Round::jdk, TreeMap::new, Collectors.toList()));
        byJdk.values().forEach(same -> new Tables(new Rounds(same), out).print());
    }
}

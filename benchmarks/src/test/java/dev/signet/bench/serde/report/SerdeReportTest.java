package dev.signet.bench.serde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table says of results in the form in which JMH writes them. */
class SerdeReportTest {
    private static final String SERDE = "SerdeBenchmark";
    private static final String FLAT = "\"kind\":\"GENERIC\",\"shape\":\"FLAT\"";
    private static final String ORDER = "\"kind\":\"GENERIC\",\"shape\":\"ORDER\"";

    @TempDir
    Path folder;

    @Test
    void takes_medians_of_all_iterations_and_ratios_inside_a_round() throws IOException {
        Path first = file(
                "17.0.15",
                result(SERDE, "serialize", FLAT, "SIGNET", "[50,60,55],[40,70,1000]", 104.2),
                result(SERDE, "serialize", FLAT, "AVRO", "[115,115,115]", 216),
                result(SERDE, "serialize", FLAT, "HAND", "[50]", 104),
                result(SERDE, "serialize", FLAT, "APICURIO", "[1150]", 5_000));
        Path second = file(
                "17.0.15",
                result(SERDE, "serialize", FLAT, "SIGNET", "[100]", 104.2),
                result(SERDE, "serialize", FLAT, "AVRO", "[300]", 216));

        String tables = tables(first, second);

        assertThat(tables)
                .contains("## JDK 17.0.15\n")
                // Medians are 57.5 and 100; 115 ÷ 57.5 and 300 ÷ 100.
                .contains("| serialize flat generic | 79 (40) | 208 (115) | 50 (50) | 1,150 (1,150) |")
                .contains("| serialize flat generic | 2.50 (2.00, 3.00) | ≥ 2.5 met | 1.15 | aim ≤ 1.15 met"
                        + " | 20.00 | ≥ 3 met | aim ≥ 10 met |")
                .contains("| geometric mean |  |  |  |  | 20.00 | ≥ 5 met |  |")
                .contains("| serialize flat generic | 104 | 216 | 104 | 5,000 | ≤ 168 met | aim ≤ 104 met |")
                .endsWith("4 of 4 bars met, 0 missed\n");
    }

    @Test
    void names_the_bars_that_are_missed_and_the_aims_that_are_not_reached() throws IOException {
        Path file = file(
                "17.0.15",
                result(SERDE, "deserialize", FLAT, "SIGNET", "[100]", 400),
                result(SERDE, "deserialize", FLAT, "AVRO", "[129]", 440),
                result(SERDE, "deserialize", FLAT, "HAND", "[50]", 376),
                result(SERDE, "deserialize", FLAT, "APICURIO", "[299]", 900),
                result(SERDE, "deserializeEvolved", FLAT, "SIGNET", "[150]", 400),
                result(SERDE, "deserializeEvolved", FLAT, "AVRO", "[175.6]", 440));

        assertThat(tables(file))
                .contains("| deserialize flat generic | 1.29 | ≥ 1.3 MISSED | 2.00 | aim ≤ 1.2 not reached"
                        + " | 2.99 | ≥ 3 MISSED | aim ≥ 10 not reached |")
                .contains("| across an evolution flat generic | 1.17 | ≥ 1.17 met |")
                .contains("| across an evolution flat generic | 1.50 | aim ≤ 1.1 not reached | 1.36 | - |")
                .contains("1 of 4 bars met, 3 missed");
    }

    @Test
    void generic_orders_have_a_lower_bar_on_a_newer_jdk() throws IOException {
        Path older = file(
                "17.0.15",
                result(SERDE, "serialize", ORDER, "SIGNET", "[100]", 1_016),
                result(SERDE, "serialize", ORDER, "AVRO", "[180]", 1_160));
        Path newer = file(
                "25.0.3",
                result(SERDE, "serialize", ORDER, "SIGNET", "[100]", 1_017),
                result(SERDE, "serialize", ORDER, "AVRO", "[180]", 1_160));

        String[] each = tables(older, newer).split("## JDK 25", -1);

        assertThat(each).hasSize(2);
        assertThat(each[0]).contains("1.80 | ≥ 2 MISSED").contains("| ≤ 1016 met | aim ≤ 952 not reached |");
        assertThat(each[1]).contains("1.80 | ≥ 1.7 met").contains("| ≤ 1016 MISSED | aim ≤ 952 not reached |");
    }

    @Test
    void shows_first_records_with_the_slowest_of_all_forks() throws IOException {
        String parameters = "\"before\":\"NOTHING\"," + ORDER;
        Path file = file(
                "17.0.15",
                result("FirstRecordBenchmark", "serialize", parameters, "SIGNET", "[4],[7],[3]", 0),
                result("FirstRecordBenchmark", "serialize", parameters, "AVRO", "[2],[2],[2]", 0));

        assertThat(tables(file))
                .contains("| serialize order generic, nothing before it | 4.00 | aim ≤ 5 met | 7.00 | 2.00 | - |");
    }

    @Test
    void a_file_without_results_is_named() throws IOException {
        Path file = file("17.0.15");

        assertThatThrownBy(() -> Round.of(file)).hasMessageContaining(file.toString());
    }

    private String tables(Path... files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.add(file.toString());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SerdeReport.print(lines, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private Path file(String jdk, String... results) throws IOException {
        Path file = Files.createTempFile(folder, "round", ".json");
        String all = "[" + String.join(",", results) + "]";
        return Files.writeString(file, all.replace("JDK", jdk));
    }

    private static String result(
            String type, String method, String parameters, String with, String times, double bytes) {
        return """
                {"benchmark":"dev.signet.bench.serde.%s.%s","jdkVersion":"JDK","params":{%s,"with":"%s"},
                 "primaryMetric":{"score":1.0,"rawData":[%s]},
                 "secondaryMetrics":{"gc.alloc.rate.norm":{"score":%s}}}""".formatted(type, method, parameters, with, times, bytes);
    }
}

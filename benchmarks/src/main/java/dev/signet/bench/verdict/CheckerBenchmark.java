package dev.signet.bench.verdict;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The 101st version at FULL_TRANSITIVE: both directions against a hundred parsed versions of 20 to 120 fields. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(3)
public class CheckerBenchmark {
    private static final int VERSIONS = 100;
    private static final List<String> TYPES = List.of(
            "\"int\"",
            "\"string\"",
            "[\"null\",\"long\"]",
            "{\"type\":\"array\",\"items\":\"double\"}",
            "{\"type\":\"map\",\"values\":\"bytes\"}");

    private final CompatibilityChecker checker = new CompatibilityChecker();
    private final List<EarlierVersion> history = new ArrayList<>();
    private AvroSchema candidate = schema(0);

    @Setup
    public void parse() {
        for (int version = VERSIONS; version >= 1; version--) {
            history.add(new EarlierVersion(new Version(version), new SchemaId(version), schema(20 + version - 1)));
        }
        candidate = schema(20 + VERSIONS);
        if (!(signet() instanceof Verdict.Compatible)) {
            throw new IllegalStateException("the history is meant to be compatible");
        }
    }

    @Benchmark
    public Verdict signet() {
        return checker.check(candidate, history, CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Benchmark
    public boolean avro() {
        boolean compatible = true;
        for (EarlierVersion earlier : history) {
            Schema other = ((AvroSchema) earlier.schema()).avro();
            compatible &= isReadable(candidate.avro(), other) && isReadable(other, candidate.avro());
        }
        return compatible;
    }

    private static boolean isReadable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
    }

    private static AvroSchema schema(int fields) {
        String text = IntStream.range(0, fields)
                .mapToObj(CheckerBenchmark::field)
                .collect(Collectors.joining(",", "{\"type\":\"record\",\"name\":\"n.Order\",\"fields\":[", "]}"));
        ParseResult result = new AvroFormat().parse(text, List.of(), Strictness.NEW);
        if (result instanceof ParseResult.Parsed parsed) {
            return (AvroSchema) parsed.schema();
        }
        throw new IllegalStateException(result.toString());
    }

    /** Every fifth field is a union with null, every other type its own; all have defaults, as FULL asks for. */
    private static String field(int number) {
        String type = TYPES.get(number % TYPES.size());
        String value = switch (number % TYPES.size()) {
            case 0 -> "0";
            case 1 -> "\"\"";
            case 2 -> "null";
            case 3 -> "[]";
            default -> "{}";
        };
        return "{\"name\":\"field" + number + "\",\"type\":" + type + ",\"default\":" + value + "}";
    }
}

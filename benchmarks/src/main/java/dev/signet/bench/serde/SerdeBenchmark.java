package dev.signet.bench.serde;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record through the whole serde, against plain Avro, code written by hand and Apicurio's serde. Each combination of
 * shape, kind and peer has a JVM of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SerdeBenchmark {
    @Benchmark
    public byte[] serialize(ToWrite record) throws IOException {
        return record.contender.write(record.datum);
    }

    @Benchmark
    public Object deserialize(ToRead record) throws IOException {
        return record.contender.read(record.bytes);
    }

    /** Fields in another order and fields with defaults, in nested records too. */
    @Benchmark
    public Object deserializeEvolved(ToReadEvolved record) throws IOException {
        return record.contender.readEvolved(record.bytes);
    }
}

package dev.signet.bench.serde;

import dev.signet.bench.serde.peer.Contender;
import dev.signet.bench.serde.peer.Peer;
import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.bench.serde.sample.Shape;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first record of a schema in a JVM that has only just begun: the schema is registered or fetched, parsed and planned.
 * Avro itself is loaded, and the serde is configured. The registry stands in the same JVM, so that what it does to identify
 * a schema is measured too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@SuppressWarnings("NullAway.Init") // by JMH, which calls prepare
public class FirstRecordBenchmark {
    /** What came before. */
    public enum Before {
        /** Nothing: the serde's classes are loaded with the record. */
        NOTHING,
        /** One record of another schema was written and read. */
        OTHER_SCHEMA
    }

    @Param
    public Before before = Before.NOTHING;

    @Param
    public Kind kind = Kind.GENERIC;

    @Param("ORDER")
    public Shape shape = Shape.ORDER;

    @Param({"SIGNET", "AVRO", "APICURIO"})
    public Peer with = Peer.SIGNET;

    private Object datum;
    private byte[] bytes;
    private Contender contender;

    @Setup
    public void prepare() throws IOException {
        Sample other = new Sample(shape == Shape.FLAT ? Shape.ORDER : Shape.FLAT, kind);
        writeAndRead(Peer.AVRO, other);
        if (before == Before.OTHER_SCHEMA) {
            writeAndRead(with, other);
        }
        Sample sample = new Sample(shape, kind);
        datum = sample.datum();
        contender = with.contender(sample);
        bytes = contender.framed(sample.schema(), sample.payload());
    }

    private static void writeAndRead(Peer peer, Sample sample) throws IOException {
        Contender loaded = peer.contender(sample);
        peer.checkRead(sample, loaded.read(loaded.write(sample.datum())));
    }

    @Benchmark
    public byte[] serialize() throws IOException {
        return contender.write(datum);
    }

    @Benchmark
    public Object deserialize() throws IOException {
        return contender.read(bytes);
    }
}

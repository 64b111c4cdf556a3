package dev.signet.bench.serde;

import dev.signet.bench.serde.sample.Shape;
import dev.signet.schema.avro.plan.WriterPlan;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
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

/** Checking that a payload is one datum: by the plan, and by what Avro offers for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PayloadCheckBenchmark {
    @Param
    public Shape shape = Shape.FLAT;

    private Schema schema = Schema.create(Schema.Type.NULL);
    private byte[] payload = {};
    private WriterPlan plan = WriterPlan.of(schema);
    private GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>();
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(payload, null);

    @Setup
    public void prepare() {
        schema = shape.schema();
        payload = shape.payload(schema, shape.datum(schema));
        plan = WriterPlan.of(schema);
        reader = new GenericDatumReader<>(schema);
    }

    /** The plan: everything is checked, nothing is built. */
    @Benchmark
    public boolean plan() {
        return plan.accepts(payload, 0, payload.length);
    }

    /** A full decode by Avro, its best: fast reader, decoder used again. */
    @Benchmark
    public GenericRecord avroDecode() throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(payload, decoder);
        return reader.read(null, decoder);
    }

    /** Avro's own skip, which checks neither text nor enum indexes nor what comes after the datum. */
    @Benchmark
    public boolean avroSkip() throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(payload, decoder);
        GenericDatumReader.skip(schema, decoder);
        return decoder.isEnd();
    }
}

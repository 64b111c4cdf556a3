package dev.signet.serde.codec.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomEvolutions;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.serde.codec.AvroDecoder;
import dev.signet.serde.codec.AvroEncoder;
import dev.signet.serde.codec.Decoders;
import dev.signet.serde.codec.LogicalTypes;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.UnreadableRecordException;
import dev.signet.serde.codec.UnwritableRecordException;
import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.TreeReader;
import dev.signet.serde.codec.tree.TreeWriter;
import dev.signet.serde.codec.tree.ValueReader;
import dev.signet.serde.codec.tree.ValueWriter;
import dev.signet.serde.samples.Parcel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class CompiledTest {
    private static final byte[] NO_PREFIX = {};
    private static final GenericData MODEL = new GenericData();

    private final SplittableRandom random = new SplittableRandom(Long.getLong("signet.test.seed", System.nanoTime()));

    private static ValueWriter compiled(ValueWriter tree) {
        return CompiledWriter.of(tree, CodeGeneration.AT_ONCE, any -> Optional.empty());
    }

    private static AvroEncoder encoder(Schema schema) {
        return AvroEncoder.of(schema, LogicalTypes.UNDERLYING, CodeGeneration.AT_ONCE);
    }

    private static AvroDecoder decoder(Schema schema) {
        return new Decoders(ReadAs.GENERIC.withGeneration(CodeGeneration.AT_ONCE), CompiledTest.class.getClassLoader())
                .of(schema);
    }

    /** Otherwise all other tests of the second form would be tests of the first. */
    @Test
    void everyRandomSchemaAndPairGetsItsClass() {
        RandomSchemas schemas = new RandomSchemas(random);
        RandomEvolutions evolutions = new RandomEvolutions(random);
        int pairs = 0;
        for (int i = 0; i < 300; i++) {
            Schema schema = schemas.next();
            ValueWriter writer = TreeWriter.of(schema, MODEL);
            Optional<ValueReader> reader = evolutions.next(schema).flatMap(other -> reader(schema, other));

            assertThat(compiled(writer)).as(schema.toString()).isNotSameAs(writer);
            reader.ifPresent(tree -> assertThat(CompiledReader.of(tree, CodeGeneration.AT_ONCE))
                    .as(schema.toString())
                    .isNotSameAs(tree));
            pairs += reader.isPresent() ? 1 : 0;
        }
        assertThat(pairs).isGreaterThan(100);
    }

    /** None if the reader's schema is no good itself. */
    private static Optional<ValueReader> reader(Schema writer, Schema reader) {
        try {
            return Optional.of(TreeReader.of(writer, reader, MODEL));
        } catch (AvroRuntimeException refused) {
            return Optional.empty();
        }
    }

    @Test
    void aRecordOfAThousandFieldsIsDividedIntoMethods() throws Exception {
        Schema schema = wide("W", 1_000);
        Object datum = new RandomData(random).next(schema);

        byte[] payload = encoder(schema).encode(NO_PREFIX, datum);

        assertThat(compiled(TreeWriter.of(schema, MODEL))).isNotInstanceOf(CompiledWriter.class);
        assertThat(payload).isEqualTo(RandomBytes.plain(schema, datum));
        assertThat(decoder(schema).decode(payload, 0, payload.length)).isEqualTo(datum);
    }

    @Test
    void aSchemaThatWouldBeTooLargeStaysATree() {
        String fields = IntStream.range(0, 2_100)
                .mapToObj(i -> "{\"name\":\"f" + i + "\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}")
                .collect(Collectors.joining(","));
        Schema schema = parse("{\"type\":\"record\",\"name\":\"Huge\",\"fields\":[" + fields + "]}");
        ValueWriter tree = TreeWriter.of(schema, MODEL);

        assertThat(compiled(tree)).isSameAs(tree);
    }

    @Test
    void generationCanBeSwitchedOff() {
        Schema schema = wide("W", 3);
        ValueWriter writer = TreeWriter.of(schema, MODEL);
        ValueReader reader = TreeReader.of(schema, schema, MODEL);

        assertThat(CompiledWriter.of(writer, CodeGeneration.OFF, any -> Optional.empty()))
                .isSameAs(writer);
        assertThat(CompiledReader.of(reader, CodeGeneration.OFF)).isSameAs(reader);
    }

    @Test
    void aListThatContainsItselfIsRefusedAndADeepPayloadToo() {
        Schema schema = parse("{\"type\":\"record\",\"name\":\"Node\",\"fields\":["
                + "{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}");
        GenericRecord endless = new GenericData.Record(schema);
        endless.put("next", endless);

        assertThatThrownBy(() -> encoder(schema).encode(NO_PREFIX, endless))
                .isInstanceOf(UnwritableRecordException.class)
                .hasMessageContaining("deep, at Node");

        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> decoder(schema).decode(deep, 0, deep.length))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void aTreeThatIsUsedMuchBecomesAClassInTheBackground() {
        Schema schema = parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"Code\"}]}"
                .replace("\"Code\"", "{\"type\":\"array\",\"items\":\"string\"}"));
        GenericRecord datum =
                new GenericRecordBuilder(schema).set("f", List.of(new Caller())).build();
        ValueWriter writer =
                CompiledWriter.of(TreeWriter.of(schema, MODEL), CodeGeneration.BACKGROUND, any -> Optional.empty());
        Output out = new Output();

        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Caller.byGeneratedCode && System.nanoTime() < end) {
            out.begin(NO_PREFIX);
            writer.write(out, datum);
        }

        assertThat(Caller.byGeneratedCode).isTrue();
    }

    /** A text that looks at who asks for it. */
    private static final class Caller implements CharSequence {
        private static volatile boolean byGeneratedCode;

        @Override
        public int length() {
            return 1;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return "x".substring(start, end);
        }

        @Override
        public String toString() {
            byGeneratedCode = byGeneratedCode
                    || StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getClassName().startsWith(Unit.class.getName() + "$Code")));
            return "x";
        }
    }

    @Test
    void generatedClassesAreWrittenAndReadThroughTheirGettersAndSetters() throws Exception {
        Parcel parcel = Parcel.sample();
        AvroEncoder encoder = encoder(Parcel.SCHEMA$);
        Decoders decoders = new Decoders(
                ReadAs.GENERIC
                        .withTarget(new ReadAs.Specific(Optional.of(Parcel.class)))
                        .withGeneration(CodeGeneration.AT_ONCE),
                getClass().getClassLoader());

        byte[] payload = encoder.encode(NO_PREFIX, parcel);

        assertThat(parcel.askedByPosition())
                .as("fields that had to be asked by position: the getter of 'label' does not say what get does")
                .containsOnly(Parcel.LABEL);
        assertThat(payload).isEqualTo(RandomBytes.plain(Parcel.SCHEMA$, parcel));
        Parcel read =
                (Parcel) Objects.requireNonNull(decoders.of(Parcel.SCHEMA$).decode(payload, 0, payload.length));
        assertThat(read.putByPosition()).containsOnly(Parcel.LABEL);
        assertThat(read).isEqualTo(parcel);
    }

    private static Schema wide(String name, int fields) {
        List<String> types = List.of("\"int\"", "\"string\"", "[\"null\",\"long\"]", "\"double\"", "\"boolean\"");
        String all = IntStream.range(0, fields)
                .mapToObj(i -> "{\"name\":\"f" + i + "\",\"type\":" + types.get(i % types.size()) + "}")
                .collect(Collectors.joining(","));
        return parse("{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + all + "]}");
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}

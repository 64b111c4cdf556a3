package dev.signet.serde.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomEvolutions;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.serde.codec.compiled.CodeGeneration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codec against Avro: equal bytes when writing, equal data when reading, a clear error for damage. */
class CodecProperties {
    private static final int SCHEMAS = Integer.getInteger("signet.test.codec-schemas", 500);
    private static final int BYTES_BEHIND = 10_000;
    private static final byte[] NO_PREFIX = {};

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomData data = new RandomData(random);
    private final RandomBytes bytes = new RandomBytes(random);
    private final RandomEvolutions evolutions = new RandomEvolutions(random);

    private Decoders decoders(CodeGeneration generation) {
        return new Decoders(
                ReadAs.GENERIC.withGeneration(generation), getClass().getClassLoader());
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "AT_ONCE"})
    void bytesAndDataAreAvros(CodeGeneration generation) throws IOException {
        System.out.println("CodecProperties: signet.test.seed=" + seed);
        Decoders decoders = decoders(generation);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            if (schema.getType() == Schema.Type.BYTES) {
                continue;
            }
            AvroEncoder encoder = AvroEncoder.of(schema, LogicalTypes.UNDERLYING, generation);
            AvroDecoder decoder = decoders.of(schema);
            for (int j = 0; j < 5; j++) {
                Object datum = data.next(schema);

                byte[] payload = encoder.encode(NO_PREFIX, datum);

                assertThat(payload).as(schema.toString()).isEqualTo(RandomBytes.plain(schema, datum));
                byte[] blocks = bytes.encoded(schema, datum);
                Object read = decoder.decode(blocks, 0, blocks.length);
                assertThat(RandomData.isSame(schema, read, RandomBytes.decoded(schema, blocks)))
                        .as(schema.toString())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "AT_ONCE"})
    void dataOfAnotherSchemaAreReadAsAvroReadsThem(CodeGeneration generation) {
        System.out.println("CodecProperties: signet.test.seed=" + seed);
        int read = 0;
        for (int i = 0; i < SCHEMAS * 4; i++) {
            Schema writer = schemas.next();
            Optional<Schema> evolved = evolutions.next(writer);
            if (evolved.isEmpty() || writer.getType() == Schema.Type.BYTES || writer.getType() == Schema.Type.STRING) {
                continue;
            }
            Schema reader = evolved.get();
            Decoders resolving = new Decoders(
                    ReadAs.GENERIC.withTarget(new ReadAs.Generic(evolved)).withGeneration(generation),
                    getClass().getClassLoader());
            String pair = "seed " + seed + "\nwriter " + writer + "\nreader " + reader;
            for (int j = 0; j < 5; j++) {
                byte[] payload = RandomBytes.plain(writer, data.next(writer));
                // Avro measures what is left of an array by the reader's items, so it needs something behind the datum.
                byte[] padded = Arrays.copyOf(payload, payload.length + BYTES_BEHIND);
                Attempt avros = avros(writer, reader, padded);

                if (avros.succeeded()) {
                    Object own = resolving.of(writer).decode(padded, 0, padded.length);
                    assertThat(RandomData.isSame(reader, own, avros.datum()))
                            .as(pair)
                            .isTrue();
                    read++;
                } else {
                    assertThat(catchThrowable(() -> resolving.of(writer).decode(padded, 0, padded.length)))
                            .as(pair)
                            .isInstanceOf(UnreadableRecordException.class);
                }
            }
        }
        assertThat(read).isGreaterThan(SCHEMAS);
    }

    /** What became of a payload in Avro's hands. */
    private record Attempt(boolean succeeded, @Nullable Object datum) {}

    private static Attempt avros(Schema writer, Schema reader, byte[] payload) {
        try {
            return new Attempt(true, RandomBytes.resolved(writer, reader, payload));
        } catch (AvroTypeException refused) {
            return new Attempt(false, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "AT_ONCE"})
    void damageEndsInAvrosDataOrInAClearError(CodeGeneration generation) throws IOException {
        System.out.println("CodecProperties: signet.test.seed=" + seed);
        Decoders decoders = decoders(generation);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            AvroDecoder decoder = decoders.of(schema);
            byte[] good = bytes.encoded(schema, data.next(schema));
            for (int j = 0; j < 20; j++) {
                byte[] damaged = bytes.damaged(good);

                AtomicReference<@Nullable Object> read = new AtomicReference<>();
                Throwable thrown = catchThrowable(() -> read.set(decoder.decode(damaged, 0, damaged.length)));

                if (thrown == null && schema.getType() != Schema.Type.BYTES) {
                    assertThat(RandomData.isSame(schema, read.get(), RandomBytes.resolved(schema, schema, damaged)))
                            .as("seed %d, %s", seed, schema)
                            .isTrue();
                } else if (thrown != null) {
                    assertThat(thrown)
                            .as(schema.toString())
                            .isInstanceOf(UnreadableRecordException.class)
                            .hasMessageMatching("(?s)the payload is not valid data of .* at [/.].* \\(byte [0-9]+\\)");
                }
            }
        }
    }
}

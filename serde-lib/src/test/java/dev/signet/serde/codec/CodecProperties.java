package dev.signet.serde.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomSchemas;
import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The codec against Avro: equal bytes when writing, equal data when reading, a clear error for damage. */
class CodecProperties {
    private static final int SCHEMAS = Integer.getInteger("signet.test.codec-schemas", 500);
    private static final byte[] NO_PREFIX = {};

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomData data = new RandomData(random);
    private final RandomBytes bytes = new RandomBytes(random);
    private final Decoders decoders = new Decoders(ReadAs.GENERIC, getClass().getClassLoader());

    @Test
    void bytesAndDataAreAvros() throws IOException {
        System.out.println("CodecProperties: signet.test.seed=" + seed);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            if (schema.getType() == Schema.Type.BYTES) {
                continue;
            }
            AvroEncoder encoder = AvroEncoder.of(schema, LogicalTypes.UNDERLYING);
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

    @Test
    void damageEndsInDataOrInAClearError() {
        System.out.println("CodecProperties: signet.test.seed=" + seed);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            AvroDecoder decoder = decoders.of(schema);
            byte[] good = bytes.encoded(schema, data.next(schema));
            for (int j = 0; j < 20; j++) {
                byte[] damaged = bytes.damaged(good);

                Throwable thrown = catchThrowable(() -> decoder.decode(damaged, 0, damaged.length));

                if (thrown != null) {
                    assertThat(thrown)
                            .as(schema.toString())
                            .isInstanceOf(UnreadableRecordException.class)
                            .hasMessageMatching("(?s)the payload is not valid data of .* at [/.].* \\(byte [0-9]+\\)");
                }
            }
        }
    }
}

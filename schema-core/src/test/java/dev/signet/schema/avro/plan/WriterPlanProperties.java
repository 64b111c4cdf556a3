package dev.signet.schema.avro.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomSchemas;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The plan against Avro's own reader, over random schemas, data and damage. */
class WriterPlanProperties {
    private static final int SCHEMAS = Integer.getInteger("signet.test.plan-schemas", 1_500);
    private static final int DATA = 4;
    private static final int DAMAGES = 20;

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomData data = new RandomData(random);
    private final RandomBytes bytes = new RandomBytes(random);
    private long accepted;
    private long refused;

    @Test
    void whatAvroWritesIsAcceptedAndWhatIsAcceptedAvroReads() {
        System.out.println("WriterPlanProperties: signet.test.seed=" + seed);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            WriterPlan strict = WriterPlan.of(schema, Framing.AVRO, Strictness.STRICT);
            WriterPlan lenient = WriterPlan.of(schema, Framing.AVRO, Strictness.LENIENT);
            for (int j = 0; j < DATA; j++) {
                byte[] good = bytes.encoded(schema, data.next(schema));
                assertThat(strict.fault(good, 0, good.length))
                        .as(schema.toString())
                        .isEmpty();
                assertThat(strict.accepts(good, 0, good.length)).isTrue();
                for (int k = 0; k < DAMAGES; k++) {
                    byte[] bad = bytes.damaged(good);
                    check(schema, strict, bad);
                    check(schema, lenient, bad);
                }
            }
        }
        System.out.println("WriterPlanProperties: damaged payloads accepted " + accepted + ", refused " + refused);
        assertThat(accepted).isPositive();
        assertThat(refused).isPositive();
    }

    private void check(Schema schema, WriterPlan plan, byte[] damaged) {
        boolean good = plan.accepts(damaged, 0, damaged.length);
        assertThat(plan.fault(damaged, 0, damaged.length).isEmpty())
                .as("both walks agree on %s of %s", HexFormat.of().formatHex(damaged), schema)
                .isEqualTo(good);
        if (good) {
            accepted++;
            assertThatCode(() -> RandomBytes.decoded(schema, damaged))
                    .as("%s of %s", HexFormat.of().formatHex(damaged), schema)
                    .doesNotThrowAnyException();
        } else {
            refused++;
        }
    }

    @Test
    void thePlaceInTheArrayDoesNotMatter() {
        System.out.println("WriterPlanProperties: signet.test.seed=" + seed);
        for (int i = 0; i < SCHEMAS / 5; i++) {
            Schema schema = schemas.next();
            WriterPlan plan = WriterPlan.of(schema, Framing.AVRO, Strictness.STRICT);
            byte[] payload = bytes.damaged(bytes.encoded(schema, data.next(schema)));
            int before = random.nextInt(9);
            byte[] within = new byte[before + payload.length + random.nextInt(9)];
            random.nextBytes(within);
            System.arraycopy(payload, 0, within, before, payload.length);

            boolean expected = plan.accepts(payload, 0, payload.length);

            assertThat(plan.accepts(within, before, before + payload.length)).isEqualTo(expected);
            assertThat(plan.fault(within, before, before + payload.length).map(PayloadFault::reason))
                    .isEqualTo(plan.fault(payload, 0, payload.length).map(PayloadFault::reason));
        }
    }
}

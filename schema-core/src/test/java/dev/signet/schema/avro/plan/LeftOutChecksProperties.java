package dev.signet.schema.avro.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.schema.avro.StrictReading;
import dev.signet.schema.avro.plan.SpecWalk.Check;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged payloads: the plan says of each what the specification says, and nothing that it accepts is unreadable for
 * Avro. That the comparison is worth something is seen from validators with one check left out, each of which it catches.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class LeftOutChecksProperties {
    private static final int SCHEMAS = Integer.getInteger("signet.test.plan-schemas", 1_500);
    private static final int DATA = 4;
    private static final int DAMAGES = 20;

    /** Without those that random damage would show by too much data or not at all. */
    private static final Set<Check> DAMAGE = EnumSet.complementOf(EnumSet.of(Check.DEPTH, Check.EMPTY_VALUES));

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomData data = new RandomData(random);
    private final RandomBytes bytes = new RandomBytes(random);
    private final Set<Check> uncaught = EnumSet.allOf(Check.class);
    private int looked;
    private int accepted;

    @Test
    void the_plan_agrees_with_the_specification_and_a_check_that_is_left_out_is_noticed() {
        System.out.println("LeftOutChecksProperties: signet.test.seed=" + seed);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemas.next();
            Judges judges = Judges.of(schema);
            for (int j = 0; j < DATA; j++) {
                byte[] good = bytes.encoded(schema, data.next(schema));
                look(judges, good, DAMAGE);
                for (int k = 0; k < DAMAGES; k++) {
                    look(judges, bytes.damaged(good), DAMAGE);
                }
            }
        }
        bombs();
        System.out.println("LeftOutChecksProperties: " + looked + " payloads, " + accepted + " accepted");
        assertThat(uncaught)
                .as("checks whose absence nothing shows, seed %s", seed)
                .isEmpty();
    }

    /** What random damage does not come upon. */
    private void bombs() {
        Schema list = parse("{'type':'record','name':'L','fields':[{'name':'next','type':['null','L']}]}");
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, 0, deep.length - 1, (byte) 2);
        look(Judges.of(list), deep, EnumSet.of(Check.DEPTH));
        Schema nulls = parse("{'type':'array','items':'null'}");
        look(Judges.of(nulls), HexFormat.of().parseHex("80808080804000"), EnumSet.of(Check.EMPTY_VALUES));
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    /** Who has a say about payloads of a schema. */
    private record Judges(Schema schema, WriterPlan strict, WriterPlan lenient, SpecWalk asked, SpecWalk leniently) {
        static Judges of(Schema schema) {
            return new Judges(
                    schema,
                    WriterPlan.of(schema, Framing.AVRO, Strictness.STRICT),
                    WriterPlan.of(schema, Framing.AVRO, Strictness.LENIENT),
                    SpecWalk.without(schema),
                    SpecWalk.without(schema, Check.BOOLEAN, Check.TEXT));
        }
    }

    private void look(Judges judges, byte[] payload, Set<Check> wanted) {
        looked++;
        Schema schema = judges.schema();
        if (agreed(schema, payload, judges.lenient(), judges.leniently())) {
            assertThat(StrictReading.isLenientlyReadable(schema, payload))
                    .as(() -> told(schema, payload))
                    .isTrue();
        }
        if (agreed(schema, payload, judges.strict(), judges.asked())) {
            accepted++;
            assertThat(StrictReading.isReadable(schema, payload))
                    .as(() -> told(schema, payload))
                    .isTrue();
        } else {
            uncaught.removeIf(check -> wanted.contains(check) && isCaught(schema, payload, check));
        }
    }

    private static boolean agreed(Schema schema, byte[] payload, WriterPlan plan, SpecWalk specification) {
        boolean good = plan.accepts(payload, 0, payload.length);
        assertThat(plan.fault(payload, 0, payload.length).isEmpty())
                .as(() -> told(schema, payload))
                .isEqualTo(good);
        assertThat(specification.accepts(payload))
                .as(() -> told(schema, payload))
                .isEqualTo(good);
        return good;
    }

    /** Whether a validator without the check lets pass what must not pass, or breaks on it. */
    private static boolean isCaught(Schema schema, byte[] payload, Check check) {
        try {
            return SpecWalk.without(schema, check).accepts(payload) && !StrictReading.isReadable(schema, payload);
        } catch (StackOverflowError broken) {
            return true;
        }
    }

    private static String told(Schema schema, byte[] payload) {
        return HexFormat.of().formatHex(payload) + " of " + schema;
    }
}

package dev.signet.schema.avro.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomEvolutions;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.schema.compat.Mismatch.Rule;
import dev.signet.schema.compat.Readability;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * What the checker calls compatible, Avro's decoder reads. What it does not read is what a doubt was raised about, and
 * nothing else; {@code docs/parity.md} lists those doubts.
 */
class TruthProperties {
    private static final int PAIRS = Integer.getInteger("signet.test.read-pairs", 3_000);
    private static final int DATA = 10;

    /**
     * Avro 1.12.2 asks whether an array's bytes can all be there by the smallest size of the reader's items, not of the
     * writer's: a short payload of small items is refused although it is complete. Zeros behind it satisfy that check.
     */
    private static final int BYTES_BEHIND = 10_000;

    private static final Set<Rule> UNREADABLE =
            EnumSet.of(Rule.BRANCH_OF_OTHER_NAMESPACE, Rule.ALIAS_IN_OTHER_NAMESPACE);

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomEvolutions evolutions = new RandomEvolutions(random);
    private final RandomData data = new RandomData(random);

    @Test
    void data_of_a_compatible_writer_is_read_unless_a_doubt_says_otherwise() throws IOException {
        System.out.println("TruthProperties seed " + seed + ", " + PAIRS + " pairs (-Dsignet.test.seed repeats it)");
        Map<Rule, Integer> unreadable = new EnumMap<>(Rule.class);
        int doubted = 0;
        for (int sure = 0; sure < PAIRS; ) {
            Schema writer = schemas.next();
            Optional<Schema> reader = evolutions.next(writer).filter(TruthProperties::hasValidDefaults);
            Optional<Readability> readability = reader.map(each -> Resolution.of(each, writer));
            if (readability.isEmpty() || !readability.get().mismatches().isEmpty()) {
                continue;
            }
            Set<Rule> doubts = EnumSet.noneOf(Rule.class);
            readability.get().doubts().forEach(doubt -> doubts.add(doubt.rule()));
            doubts.retainAll(UNREADABLE);
            boolean read = reads(reader.get(), writer);
            if (doubts.isEmpty()) {
                sure++;
                assertThat(read)
                        .as("seed %d%nreader %s%nwriter %s", seed, reader.get(), writer)
                        .isTrue();
            } else {
                doubted++;
                if (!read) {
                    doubts.forEach(rule -> unreadable.merge(rule, 1, Integer::sum));
                }
            }
        }
        System.out.println("TruthProperties: " + doubted + " pairs in doubt, really unreadable " + unreadable);
        assertThat(doubted).isPositive();
    }

    /** A default that does not fit its type is refused when a schema is registered. */
    private static boolean hasValidDefaults(Schema schema) {
        return new AvroFormat().parse(schema.toString(), List.of(), Strictness.NEW) instanceof ParseResult.Parsed;
    }

    private boolean reads(Schema reader, Schema writer) throws IOException {
        for (int i = 0; i < DATA; i++) {
            byte[] payload = RandomBytes.plain(writer, data.next(writer));
            byte[] padded = Arrays.copyOf(payload, payload.length + BYTES_BEHIND);
            try {
                RandomBytes.resolved(writer, reader, padded);
            } catch (AvroTypeException refused) {
                return false;
            }
        }
        return true;
    }
}

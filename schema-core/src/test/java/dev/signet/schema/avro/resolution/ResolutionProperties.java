package dev.signet.schema.avro.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.RandomEvolutions;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.schema.compat.Mismatch;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** Our verdict on random pairs is Avro's verdict. */
class ResolutionProperties {
    private static final int PAIRS = Integer.getInteger("signet.test.pairs", 10_000);

    @Test
    void verdicts_on_random_pairs_are_avros() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println(
                "ResolutionProperties seed " + seed + ", " + PAIRS + " pairs (-Dsignet.test.seed repeats it)");
        SplittableRandom random = new SplittableRandom(seed);
        RandomSchemas schemas = new RandomSchemas(random);
        RandomEvolutions evolutions = new RandomEvolutions(random);
        int compatible = 0;
        int incompatible = 0;
        while (compatible + incompatible < PAIRS) {
            Schema writer = schemas.next();
            Optional<Schema> reader = random.nextInt(10) == 0 ? Optional.of(schemas.next()) : evolutions.next(writer);
            if (reader.isEmpty()) {
                continue;
            }
            if (agrees(reader.get(), writer, seed)) {
                compatible++;
            } else {
                incompatible++;
            }
        }
        assertThat(compatible).as("compatible pairs, seed %s", seed).isGreaterThan(PAIRS / 20);
        assertThat(incompatible).as("incompatible pairs, seed %s", seed).isGreaterThan(PAIRS / 20);
    }

    private static boolean agrees(Schema reader, Schema writer, long seed) {
        List<Mismatch> ours = Resolution.of(reader, writer).mismatches();
        SchemaCompatibilityResult avros;
        try {
            avros = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                    .getResult();
        } catch (AvroRuntimeException ambiguous) {
            assertThat(ours).extracting(Mismatch::rule).contains(Mismatch.Rule.AMBIGUOUS_ALIAS);
            return false;
        }
        boolean compatible = avros.getCompatibility() == SchemaCompatibilityType.COMPATIBLE;
        assertThat(ours.isEmpty())
                .as("seed %s%nreader %s%nwriter %s%nours %s%nAvro's %s", seed, reader, writer, ours, avros)
                .isEqualTo(compatible);
        TreeSet<String> words = new TreeSet<>();
        ours.forEach(mismatch -> words.add(mismatch.rule().errorType() + " " + mismatch.subjectOfRule()));
        TreeSet<String> avrosWords = new TreeSet<>();
        avros.getIncompatibilities().forEach(found -> avrosWords.add(found.getType() + " " + found.getMessage()));
        // Where types are recursive we also name the union branches that are lost in consequence.
        assertThat(words)
                .as("seed %s%nreader %s%nwriter %s", seed, reader, writer)
                .containsAll(avrosWords);
        return compatible;
    }
}

package dev.signet.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdTableProperties {

    @Test
    void it_holds_what_a_hash_map_holds() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("IdTableProperties seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < Integer.getInteger("signet.test.id-tables", 50); round++) {
            Map<Integer, String> expected = new HashMap<>();
            IdTable<String> table = IdTable.empty();
            int spread = 1 + random.nextInt(500);
            for (int n = 0; n < 200; n++) {
                int key = random.nextInt(-spread, spread);
                table = table.with(key, "v" + n);
                expected.put(key, "v" + n);
            }
            for (int key = -spread; key <= spread; key++) {
                assertThat(table.get(key)).as("seed %d key %d", seed, key).isEqualTo(expected.get(key));
            }
        }
    }
}

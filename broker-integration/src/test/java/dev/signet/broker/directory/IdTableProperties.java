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
                if (random.nextInt(4) == 0) {
                    table = table.without(key);
                    expected.remove(key);
                } else {
                    table = table.with(key, "v" + n);
                    expected.put(key, "v" + n);
                }
            }
            for (int key = -spread; key <= spread; key++) {
                assertThat(table.get(key)).as("seed %d key %d", seed, key).isEqualTo(expected.get(key));
            }
            assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
        }
    }

    @Test
    void guids_differ_in_either_half() {
        IdTable<String> table =
                IdTable.<String>empty().with(1, 2, "a").with(2, 1, "b").with(0, 2, "c");

        assertThat(table.get(1, 2)).isEqualTo("a");
        assertThat(table.get(2, 1)).isEqualTo("b");
        assertThat(table.get(2)).isEqualTo("c");
        assertThat(table.without(1, 2).get(1, 2)).isNull();
        assertThat(table.get(1, 1)).isNull();
    }
}

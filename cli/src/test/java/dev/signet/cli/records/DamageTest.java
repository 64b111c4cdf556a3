package dev.signet.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 10, 20, 30};

    @Test
    void flipping_changes_one_byte_behind_the_schema_id() {
        SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 100; round++) {
            byte[] damaged = Damage.FLIP.done(RECORD, random);

            assertThat(damaged).hasSameSizeAs(RECORD).startsWith(0, 0, 0, 0, 7);
            int changed = 0;
            for (int index = 0; index < RECORD.length; index++) {
                changed += damaged[index] == RECORD[index] ? 0 : 1;
            }
            assertThat(changed).isOne();
        }
    }

    @Test
    void cutting_takes_the_last_byte() {
        assertThat(Damage.CUT.done(RECORD, new SplittableRandom(1))).containsExactly(0, 0, 0, 0, 7, 10, 20);
    }

    @Test
    void a_record_without_payload_stays_as_it_is() {
        byte[] empty = {0, 0, 0, 0, 7};

        assertThat(Damage.FLIP.done(empty, new SplittableRandom(1))).isEqualTo(empty);
        assertThat(Damage.CUT.done(empty, new SplittableRandom(1))).isEqualTo(empty);
    }
}

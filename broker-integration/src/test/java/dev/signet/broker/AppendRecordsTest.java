package dev.signet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Decompressor.Expansion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AppendRecordsTest {

    private static final Decompressor NONE = (codec, bytes, from, to) -> new Expansion.Broken("none");

    private static byte[] two() {
        byte[] first = Batches.plain(new byte[] {1}, new byte[] {2, 2});
        byte[] second = Batches.plain(Batches.TOMBSTONE, new byte[] {4});
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void records_are_taken_out_whole_and_counted_over_all_batches() {
        byte[] bytes = two();

        List<FoundRecord> found = new AppendRecords(bytes, 0, bytes.length, NONE).at(Set.of(1, 2, 9));

        assertThat(found).extracting(FoundRecord::index).containsExactly(1, 2);
        FoundRecord second = found.get(0);
        assertThat(second.timestamp()).isEqualTo(1_700_000_001_000L);
        assertThat(second.key()).isEqualTo("key-1".getBytes(StandardCharsets.UTF_8));
        assertThat(second.value()).containsExactly(2, 2);
        assertThat(second.headers()).extracting(FoundRecord.Header::name).containsExactly("trace", "empty");
        assertThat(second.headers().get(0).value()).hasSize(200);
        assertThat(second.headers().get(1).value()).isNull();
        assertThat(found.get(1).key()).isNull();
        assertThat(found.get(1).value()).isNull();
    }

    @Test
    void nothing_is_found_behind_what_cannot_be_expanded() {
        byte[] bytes = two();
        bytes[22] = 1;

        assertThat(new AppendRecords(bytes, 0, bytes.length, NONE).at(Set.of(0, 2)))
                .isEmpty();
    }

    @Test
    void whatever_bytes_there_are_it_ends_without_a_fault() {
        SplittableRandom random = new SplittableRandom(20261121);
        List<Integer> sizes = new ArrayList<>();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = two();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bytes[random.nextInt(12, bytes.length)] = (byte) random.nextInt();
            }
            int to = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            sizes.add(new AppendRecords(bytes, 0, to, NONE).at(Set.of(0, 1, 3)).size());
        }
        assertThat(sizes).contains(0, 1, 3);
    }
}

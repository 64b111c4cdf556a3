package dev.signet.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    @Test
    void whatIsDoneInOneGoMovesThePositionAlone() {
        Progress progress = Progress.from(5);

        progress.done(5);
        progress.done(9);

        assertThat(progress.position()).isEqualTo(new OffsetAndMetadata(10, ""));
    }

    @Test
    void thePositionStaysAtTheFirstRecordLeftAndTheMetadataNameWhatIsDoneBehindIt() {
        Progress progress = Progress.from(0);

        progress.done(0);
        progress.left(3);
        progress.done(4);
        progress.done(6);
        progress.left(7);
        progress.done(8);

        assertThat(progress.position()).isEqualTo(new OffsetAndMetadata(3, "4-6,8-8"));
    }

    @Test
    void aRunThatStopsEarlyKeepsWhatTheOneBeforeHadDoneFurtherOn() {
        Progress progress = Progress.from(new OffsetAndMetadata(3, "4-6,8-20"), 0);

        progress.left(3);
        progress.done(4);
        progress.left(9);

        assertThat(progress.position()).isEqualTo(new OffsetAndMetadata(3, "4-4,10-20"));
    }

    @Test
    void whatIsDoneIsKeptWhereverTheOldestRecordIsByNow() {
        OffsetAndMetadata committed = new OffsetAndMetadata(3, "4-6,8-20");

        Progress same = Progress.from(committed, 3);
        Progress later = Progress.from(committed, 7);

        assertThat(same.next()).isEqualTo(3);
        assertThat(same.isDone(4)).isTrue();
        assertThat(later.position()).isEqualTo(new OffsetAndMetadata(7, "8-20"));
        assertThat(later.firstForgotten()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "somebody else's", "1-", "-", "1-2,", "1-2,,3-4", "1-99999999999999999999"})
    void metadataOfSomebodyElseSayNothing(String metadata) {
        Progress progress = Progress.from(new OffsetAndMetadata(1, metadata), 0);

        assertThat(progress.next()).isEqualTo(1);
        assertThat(progress.isDone(1)).isFalse();
    }

    @Test
    void metadataStayWithinWhatABrokerTakes() {
        Progress progress = Progress.from(0);

        for (int offset = 0; offset < 100_000; offset += 2) {
            progress.left(offset);
            progress.done(offset + 1);
        }

        assertThat(progress.position().metadata()).hasSizeBetween(3_900, 4_000);
        String[] kept = progress.position().metadata().split(",");
        assertThat(progress.firstForgotten()).hasValue(2L * kept.length + 1);
    }

    @Test
    void overManyRunsNothingIsDoneTwiceAndNothingIsLost() {
        long seed = Long.getLong("signet.test.seed", 20261121L);
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            int records = random.nextInt(1, 60);
            TreeSet<Integer> done = new TreeSet<>();
            OffsetAndMetadata position = new OffsetAndMetadata(0, "");
            for (int run = 0; run < 4; run++) {
                position = run(position, records, random, done);
            }

            Progress last = Progress.from(position, 0);
            for (int offset = 0; offset < records; offset++) {
                assertThat(offset < last.next() || last.isDone(offset)).isEqualTo(done.contains(offset));
            }
        }
    }

    private static OffsetAndMetadata run(
            OffsetAndMetadata position, int records, SplittableRandom random, TreeSet<Integer> done) {
        Progress progress = Progress.from(position, 0);
        int end = random.nextInt(records + 1);
        for (int offset = (int) progress.next(); offset < end; offset++) {
            if (progress.isDone(offset)) {
                assertThat(done).contains(offset);
                progress.done(offset);
            } else if (random.nextBoolean()) {
                assertThat(done.add(offset)).isTrue();
                progress.done(offset);
            } else {
                progress.left(offset);
            }
        }
        return progress.position();
    }
}

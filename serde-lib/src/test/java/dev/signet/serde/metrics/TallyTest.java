package dev.signet.serde.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TallyTest {
    @Test
    void oneThreadIsCountedExactly() {
        Tally tally = new Tally();

        for (int i = 0; i < 1_000; i++) {
            tally.add(i);
        }

        assertThat(tally.records()).isEqualTo(1_000);
        assertThat(tally.bytes()).isEqualTo(499_500);
    }

    @Test
    void moreThreadsThanPlacesAtTheSameTimeAreCountedExactlyAndTheSumNeverFalls() throws InterruptedException {
        Tally tally = new Tally();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(new Thread(() -> {
                await(start);
                count(tally, 20_000);
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();

        long before = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            long now = tally.records();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }

        assertThat(tally.records()).isEqualTo(2_000_000);
        assertThat(tally.bytes()).isEqualTo(6_000_000);
    }

    @Test
    void threadsThatEndLeaveTheirCountsToThoseThatComeAfter() throws InterruptedException {
        Tally tally = new Tally();
        for (int i = 0; i < 200; i++) {
            Thread thread = new Thread(() -> count(tally, 10));
            thread.start();
            thread.join();
        }

        assertThat(tally.records()).isEqualTo(2_000);
        assertThat(tally.bytes()).isEqualTo(6_000);
    }

    private static void count(Tally tally, int times) {
        for (int i = 0; i < times; i++) {
            tally.add(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

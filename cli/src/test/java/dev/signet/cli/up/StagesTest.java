package dev.signet.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.cli.up.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class StagesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Stages stages = new Stages();

    @Test
    void what_was_named_last_stops_first() {
        stages.start("database", LONG, () -> (AutoCloseable) () -> stopped.add("database"))
                .await();
        stages.start("log", LONG, () -> (AutoCloseable) () -> stopped.add("log"))
                .await();

        stages.close();

        assertThat(stopped).containsExactly("log", "database");
    }

    @Test
    void what_is_still_starting_is_waited_for_and_stopped() {
        CountDownLatch go = new CountDownLatch(1);
        stages.start("slow", LONG, () -> {
            awaitUninterruptibly(go);
            return (AutoCloseable) () -> stopped.add("slow");
        });

        Thread closing = new Thread(stages::close);
        closing.start();
        go.countDown();
        join(closing);

        assertThat(stopped).containsExactly("slow");
    }

    @Test
    void what_does_not_stop_or_fails_to_does_not_keep_the_rest_running() {
        stages.start("database", LONG, () -> (AutoCloseable) () -> stopped.add("database"))
                .await();
        stages.start("broken", LONG, () -> (AutoCloseable) () -> {
                    throw new IllegalStateException("broken");
                })
                .await();
        CountDownLatch never = new CountDownLatch(1);
        stages.start("stuck", Duration.ofMillis(50), () -> (AutoCloseable) never::await)
                .await();

        stages.close();

        assertThat(stopped).containsExactly("database");
        never.countDown();
    }

    @Test
    void why_a_thing_did_not_start_reaches_who_waits_for_it() {
        Stage<AutoCloseable> stage = stages.start("broken", LONG, () -> {
            throw new IllegalStateException("no disk");
        });

        assertThatThrownBy(stage::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no disk");
        stages.close();
    }

    @Test
    void nothing_starts_any_more_once_everything_is_being_stopped() {
        stages.close();

        assertThatThrownBy(() -> stages.start("late", LONG, () -> (AutoCloseable) () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

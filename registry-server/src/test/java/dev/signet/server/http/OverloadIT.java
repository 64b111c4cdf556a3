package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.http.HttpSettings.RequestLog;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More requests than a server can work on. */
@Timeout(60)
class OverloadIT {
    private static final int THREADS = 12;
    private static final int AT_A_TIME = Queue.atATime(THREADS);

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(AT_A_TIME);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void some_wait_and_more_are_refused_at_once_while_probes_are_answered() throws Exception {
        try (RunningServer server = RunningServer.start(new BlockingStore(begun, mayEnd), settings(3, 20))) {
            List<CompletableFuture<HttpResponse<byte[]>>> served = ask(server, AT_A_TIME);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<HttpResponse<byte[]>>> more = ask(server, 5);

            // Three of the five wait; the other two are refused without waiting for anybody.
            await(() -> more.stream().filter(CompletableFuture::isDone).count() == 2);
            more.stream().filter(CompletableFuture::isDone).forEach(answer -> assertRefused(answer.join()));
            assertThat(server.send("GET", "/health/live", "").statusCode()).isEqualTo(200);
            assertThat(server.send("GET", "/metrics", "").statusCode()).isEqualTo(200);

            mayEnd.countDown();
            assertThat(served).allMatch(answer -> answer.join().statusCode() == 200);
            assertThat(more.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 200))
                    .hasSize(3);
            assertThat(server.send("GET", "/subjects", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobody_waits_longer_than_the_setting_says() throws Exception {
        try (RunningServer server = RunningServer.start(new BlockingStore(begun, mayEnd), settings(3, 1))) {
            ask(server, AT_A_TIME);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            assertRefused(ask(server, 1).get(0).get(10, TimeUnit.SECONDS));

            mayEnd.countDown();
        }
    }

    private List<CompletableFuture<HttpResponse<byte[]>>> ask(RunningServer server, int times) {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> server.send("GET", "/subjects", ""), clients));
        }
        return answers;
    }

    private static void assertRefused(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(response.headers().firstValue("content-type")).contains(MediaType.V1.text());
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .startsWith("{\"error_code\":503,\"message\":\"The registry ");
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static HttpSettings settings(int waiting, int waitSeconds) {
        return new HttpSettings(
                new HttpSettings.Listening("127.0.0.1", 0, Duration.ofSeconds(30), 500),
                new HttpSettings.Bodies(RunningServer.MAX_BODY, Duration.ofSeconds(2)),
                new HttpSettings.Load(THREADS, waiting, Duration.ofSeconds(waitSeconds)),
                new HttpSettings.Draining(Duration.ZERO, Duration.ofSeconds(2)),
                ConflictCode.CURRENT,
                RequestLog.FAULTS);
    }
}

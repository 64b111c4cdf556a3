package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.http.HttpSettings.ConflictCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClosingIT {
    @Test
    void a_request_under_way_is_answered_while_the_server_closes() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        RunningServer server = RunningServer.start(() -> {
            arrived.countDown();
            await(mayAnswer);
            return Readiness.down("it is closing");
        });

        CompletableFuture<HttpResponse<byte[]>> answer =
                CompletableFuture.supplyAsync(() -> server.send("GET", "/health/ready", ""));
        await(arrived);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        awaitRefusal(server);
        mayAnswer.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        assertThat(new String(answer.get().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"status\":\"DOWN\",\"reason\":\"it is closing\"}");
        closing.get(10, TimeUnit.SECONDS);
    }

    @Test
    void while_probes_are_given_time_to_notice_requests_are_served_and_told_to_go_elsewhere() throws Exception {
        HttpSettings hasty = RunningServer.settings(0, ConflictCode.CURRENT);
        RunningServer server = RunningServer.start(new HttpSettings(
                hasty.listening(),
                hasty.bodies(),
                hasty.load(),
                new HttpSettings.Draining(
                        Duration.ofSeconds(3), hasty.draining().timeout()),
                hasty.conflictCode(),
                hasty.requestLog()));
        assertThat(server.send("GET", "/subjects", "").headers().firstValue("connection"))
                .isEmpty();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

        long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        HttpResponse<byte[]> last = server.send("GET", "/subjects", "");
        while (last.headers().firstValue("connection").isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            last = server.send("GET", "/subjects", "");
        }
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("connection")).contains("close");
        assertThat(closing).isNotDone();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(server.accepts()).isFalse();
    }

    @Test
    void connections_that_only_wait_do_not_hold_up_the_end() {
        RunningServer server = RunningServer.start();
        server.send("GET", "/", "");

        long start = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void a_port_in_use_is_said_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings settings = RunningServer.settings(taken.getLocalPort(), ConflictCode.CURRENT);

            assertThatThrownBy(() -> RunningServer.start(settings))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use by another process.");
        }
    }

    private static void awaitRefusal(RunningServer server) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (server.accepts()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}

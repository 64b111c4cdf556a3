package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client does and says when a registry is not what it should be. */
@Timeout(30)
class RegistryFailuresTest {
    private static final String BY_ID = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String LATER = "{\"error_code\":50001,\"message\":\"later\"}";
    private static final Duration HASTY = Duration.ofMillis(300);

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_registry_that_was_missing_at_the_start_is_found_when_it_comes() throws IOException {
        URI url = server.url();
        server.close();
        HttpSchemaRegistry registry = registry(Retries.NONE, url);

        RegistryUnavailableException missing = failure(registry);
        assertThat(missing.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(missing)
                .hasMessage("The registry cannot be used: GET " + url + "/schemas/ids/7: the connection was refused");

        server = new ScriptedServer(url.getPort());
        server.then(200, BY_ID);
        assertFound(registry);
    }

    @Test
    void a_registry_that_goes_away_and_comes_back_is_used_again() throws IOException {
        URI url = server.url();
        server.then(200, BY_ID);
        HttpSchemaRegistry registry = registry(Retries.NONE, url);
        assertFound(registry);

        server.close();
        assertThat(failure(registry).reason()).isIn(Reason.UNREACHABLE, Reason.DISCONNECTED);

        server = new ScriptedServer(url.getPort());
        server.then(200, BY_ID);
        assertFound(registry);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, 1",
        "403, FORBIDDEN, 1",
        "408, TIMED_OUT, 2",
        "429, THROTTLED, 2",
        "500, FAILED, 2",
        "502, DISCONNECTED, 2",
        "503, FAILED, 2",
        "504, TIMED_OUT, 2"
    })
    void a_status_says_why_and_whether_to_ask_again(int status, Reason reason, int requests) {
        server.then(status, LATER).then(status, LATER);

        RegistryUnavailableException failure =
                failure(registry(new Retries(1, Duration.ZERO, Duration.ZERO), server.url()));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure)
                .hasMessageContaining(server.url() + "/schemas/ids/7")
                .hasMessageContaining(status + ": later");
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void a_registry_that_asks_to_wait_is_given_the_time_up_to_the_longest_wait() {
        server.then(429, "Retry-After", "1", LATER)
                .then(429, "Retry-After", "1", LATER)
                .then(200, BY_ID);
        HttpSchemaRegistry registry = registry(new Retries(2, Duration.ZERO, Duration.ofMillis(80)), server.url());
        long start = System.nanoTime();

        assertFound(registry);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(160), Duration.ofSeconds(10));
    }

    @Test
    void a_registry_that_keeps_asking_to_wait_is_quoted() {
        server.then(429, "Retry-After", "17", LATER);

        RegistryUnavailableException failure = failure(registry(Retries.NONE, server.url()));

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(failure).hasMessageEndingWith("it answered 429: later (it asks to wait 17 s)");
    }

    @Test
    void a_server_that_hangs_before_the_head_is_given_up() {
        server.thenHang();

        assertGivenUp();
    }

    @Test
    void a_server_that_hangs_before_the_body_is_given_up() {
        server.thenHangBeforeTheBody();

        assertGivenUp();
    }

    @Test
    void a_server_that_hangs_in_the_middle_of_the_body_is_given_up() {
        server.thenHangInTheMiddleOfTheBody();

        assertGivenUp();
    }

    @Test
    void a_body_that_trickles_without_end_is_given_up_and_hung_up_on() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        server.thenEndlessBody(Duration.ofMillis(5), hungUp);

        assertGivenUp();

        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_body_that_pours_without_end_is_given_up_and_hung_up_on() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        server.thenEndlessBody(Duration.ZERO, hungUp);

        RegistryUnavailableException failure =
                failure(new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(Retries.NONE)));

        assertThat(failure).hasMessageEndingWith("the answer is longer than 67108864 bytes");
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_server_that_closes_in_the_middle_of_the_body_is_asked_again() {
        server.thenBreakInTheMiddleOfTheBody().then(200, BY_ID);

        assertFound(registry(new Retries(1, Duration.ZERO, Duration.ZERO), server.url()));
    }

    @Test
    void a_server_that_keeps_closing_in_the_middle_of_the_body_is_named() {
        server.thenBreakInTheMiddleOfTheBody();

        RegistryUnavailableException failure = failure(registry(Retries.NONE, server.url()));

        assertThat(failure.reason()).isEqualTo(Reason.DISCONNECTED);
        assertThat(failure)
                .hasMessageContaining(server.url() + "/schemas/ids/7")
                .hasMessageContaining("the connection broke");
    }

    @Test
    void a_page_of_a_proxy_is_shown_with_the_next_step_and_not_asked_for_again() {
        server.then(200, "<html>Please\n log in</html>").then(404, "<html>Not here</html>");
        HttpSchemaRegistry registry = registry(Retries.DEFAULT, server.url());

        RegistryUnavailableException login = failure(registry);
        RegistryUnavailableException elsewhere = failure(registry);

        assertThat(login.reason()).isEqualTo(Reason.NOT_A_REGISTRY);
        assertThat(login).hasMessageContaining("200").hasMessageEndingWith("<html>Please log in</html>");
        assertThat(elsewhere.reason()).isEqualTo(Reason.NOT_A_REGISTRY);
        assertThat(elsewhere)
                .hasMessageContaining("404, which is not a registry's answer: <html>Not here</html>")
                .hasMessageEndingWith("is this the registry's URL, or that of a proxy or another server?");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed_and_named() {
        server.then(301, "Location", "https://elsewhere/", "");

        RegistryUnavailableException failure = failure(registry(Retries.DEFAULT, server.url()));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_A_REGISTRY);
        assertThat(failure).hasMessageContaining("301; it sends to https://elsewhere/, and redirects are not followed");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void the_second_server_answers_for_a_first_one_that_fails_or_hangs_or_breaks_off() throws IOException {
        try (ScriptedServer second = new ScriptedServer()) {
            server.then(503, LATER);
            second.then(200, BY_ID);
            assertFound(registry(Retries.NONE, server.url(), second.url()));
            server.thenBreakInTheMiddleOfTheBody();
            second.then(200, BY_ID);
            assertFound(registry(Retries.NONE, server.url(), second.url()));
            server.thenHangInTheMiddleOfTheBody();
            second.then(200, BY_ID).then(200, BY_ID);
            HttpSchemaRegistry registry = registry(Retries.NONE, server.url(), second.url());
            assertFound(registry);
            assertFound(registry);

            assertThat(server.requests()).hasSize(3);
            assertThat(second.requests()).hasSize(4);
        }
    }

    @Test
    void an_interrupted_thread_stops_waiting_for_an_answer_and_stays_interrupted() throws InterruptedException {
        server.thenHang();

        assertInterruptible(patient(Retries.NONE), "send", "interrupted while waiting for GET");
    }

    @Test
    void an_interrupted_thread_stops_waiting_to_ask_again_and_stays_interrupted() throws InterruptedException {
        server.then(503, "Retry-After", "600", LATER);

        assertInterruptible(
                patient(new Retries(1, Duration.ZERO, Duration.ofMinutes(10))),
                "pause",
                "interrupted while waiting to ask the registry again");
    }

    @Test
    void closing_does_not_wait_for_a_server_that_hangs() throws InterruptedException {
        server.thenHang();
        HttpSchemaRegistry registry = patient(Retries.NONE);
        Thread thread = new Thread(() -> failure(registry));
        thread.start();
        while (thread.isAlive() && !waits(thread, "send")) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();

        registry.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        server.close();
        thread.join(Duration.ofSeconds(20).toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void what_became_of_the_requests_is_counted() {
        server.then(503, LATER).then(200, BY_ID).then(401, LATER);
        HttpSchemaRegistry registry = registry(new Retries(1, Duration.ZERO, Duration.ZERO), server.url());

        assertFound(registry);
        failure(registry);

        assertThat(figure(registry, "registry-requests-total")).isEqualTo(3L);
        assertThat(figure(registry, "registry-retries-total")).isEqualTo(1L);
        assertThat(figure(registry, "registry-errors-total")).isEqualTo(2L);
        assertThat(figure(registry, "registry-errors-failed-total")).isEqualTo(1L);
        assertThat(figure(registry, "registry-errors-unauthenticated-total")).isEqualTo(1L);
        assertThat(figure(registry, "registry-request-time-max-ms").doubleValue())
                .isPositive()
                .isGreaterThanOrEqualTo(
                        figure(registry, "registry-request-time-avg-ms").doubleValue());
    }

    private void assertGivenUp() {
        long start = System.nanoTime();

        RegistryUnavailableException failure = failure(registry(Retries.NONE, server.url()));

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure)
                .hasMessage("The registry cannot be used: GET " + server.url()
                        + "/schemas/ids/7: no complete answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private HttpSchemaRegistry patient(Retries retries) {
        return new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(retries));
    }

    /** Interrupts a call while it waits in a method of the transport. */
    private void assertInterruptible(HttpSchemaRegistry registry, String method, String message)
            throws InterruptedException {
        RegistryUnavailableException[] thrown = new RegistryUnavailableException[1];
        boolean[] flag = new boolean[1];
        Thread thread = new Thread(() -> {
            thrown[0] = failure(registry);
            flag[0] = Thread.interrupted();
        });
        thread.start();
        while (thread.isAlive() && !waits(thread, method)) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join(Duration.ofSeconds(20).toMillis());

        assertThat(thrown[0].reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(thrown[0]).hasMessageStartingWith(message);
        assertThat(flag[0]).isTrue();
        assertThatThrownBy(() -> {
                    throw thrown[0].getCause();
                })
                .isInstanceOf(InterruptedException.class);
    }

    private boolean waits(Thread thread, String method) {
        return !server.requests().isEmpty()
                && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING)
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("dev.signet.client")
                                && frame.getMethodName().equals(method));
    }

    private static HttpSchemaRegistry registry(Retries retries, URI... urls) {
        return new HttpSchemaRegistry(
                ClientSettings.of(urls).withTimeouts(HASTY, HASTY).withRetries(retries));
    }

    private static RegistryUnavailableException failure(SchemaRegistry registry) {
        return catchThrowableOfType(
                RegistryUnavailableException.class, () -> registry.schema(Context.DEFAULT, new SchemaId(7)));
    }

    private static void assertFound(SchemaRegistry registry) {
        assertThat(registry.schema(Context.DEFAULT, new SchemaId(7))).isInstanceOf(Answer.Done.class);
    }

    private static Number figure(HttpSchemaRegistry registry, String name) {
        return registry.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .get();
    }
}

package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenEndpointTest {
    private static final TokenEndpoint.Client CLIENT =
            new TokenEndpoint.Client("id", "s3cret", Optional.of("read write"));

    private final HandClock clock = new HandClock();
    private ScriptedServer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_token_is_asked_for_with_the_clients_secret_and_kept_until_shortly_before_its_end() {
        issuer.then(200, "{\"access_token\":\"one\",\"expires_in\":1000,\"token_type\":\"Bearer\"}")
                .then(200, "{\"access_token\":\"two\",\"expires_in\":1000}");
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));

        assertThat(endpoint.token()).isEqualTo("one");
        clock.pass(Duration.ofSeconds(699));
        assertThat(endpoint.token()).isEqualTo("one");
        clock.pass(Duration.ofSeconds(2));
        assertThat(endpoint.token()).isEqualTo("two");

        assertThat(issuer.requests()).hasSize(2);
        ScriptedServer.Request asked = issuer.requests().get(0);
        assertThat(asked.line()).isEqualTo("POST /token");
        assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=read%20write");
        assertThat(asked.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("id:s3cret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_short_lived_token_is_used_for_half_of_its_life() {
        issuer.then(200, "{\"access_token\":\"one\",\"expires_in\":60}")
                .then(200, "{\"access_token\":\"two\",\"expires_in\":60}");
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));

        endpoint.token();
        clock.pass(Duration.ofSeconds(29));
        assertThat(endpoint.token()).isEqualTo("one");
        clock.pass(Duration.ofSeconds(2));
        assertThat(endpoint.token()).isEqualTo("two");
    }

    @Test
    void a_token_may_say_itself_when_it_ends() {
        String claims =
                "{\"sub\":\"x\",\"exp\": " + clock.instant().plusSeconds(100).getEpochSecond() + "}";
        String token =
                "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
        issuer.then(200, "{\"access_token\":\"" + token + "\"}").then(200, "{\"access_token\":\"two\"}");
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(10));

        endpoint.token();
        clock.pass(Duration.ofSeconds(89));
        assertThat(endpoint.token()).isEqualTo(token);
        clock.pass(Duration.ofSeconds(2));
        assertThat(endpoint.token()).isEqualTo("two");
    }

    @Test
    void an_issuer_that_fails_leaves_the_old_token_to_its_end_and_then_is_named() {
        issuer.then(200, "{\"access_token\":\"one\",\"expires_in\":1000}")
                .then(500, "")
                .then(401, "{\"error\":\"invalid_client\"}");
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));

        endpoint.token();
        clock.pass(Duration.ofSeconds(800));
        assertThat(endpoint.token()).isEqualTo("one");
        clock.pass(Duration.ofSeconds(300));

        assertThatThrownBy(endpoint::token)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(issuer.url() + "/token gives no token for client id: it answered 401")
                .hasMessageContaining("bearer.auth.client.secret")
                .hasMessageNotContaining("s3cret");
        assertThat(endpoint).asString().doesNotContain("s3cret");
    }

    @Test
    void the_registry_is_asked_with_the_token() throws IOException {
        issuer.then(200, "{\"access_token\":\"t0ken\",\"expires_in\":1000}");
        try (ScriptedServer server = new ScriptedServer()) {
            server.then(200, "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"int\\\"\"}");
            ClientSettings settings = ClientSettings.of(server.url())
                    .withCredentials(new Credentials.OAuth(endpoint(Duration.ofSeconds(300))));
            try (SchemaRegistry registry = new HttpSchemaRegistry(settings)) {
                registry.version(Subject.of("s"), VersionSelector.LATEST);
            }

            assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer t0ken");
        }
    }

    @Test
    void those_who_wait_for_an_issuer_that_fails_wait_for_one_attempt() throws Exception {
        CountDownLatch begun = new CountDownLatch(8);
        issuer.then(exchange -> {
                    awaited(begun);
                    ScriptedServer.reply(exchange, 503, "");
                })
                .then(200, "{\"access_token\":\"one\",\"expires_in\":1000}");
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> {
                    begun.countDown();
                    return endpoint.token();
                }));
            }

            assertThat(asked)
                    .allSatisfy(each -> assertThatThrownBy(each::get)
                            .cause()
                            .isInstanceOfSatisfying(
                                    RegistryUnavailableException.class,
                                    failure -> assertThat(failure.reason()).isEqualTo(Reason.FAILED))
                            .hasMessageContaining("it answered 503"));
        } finally {
            threads.shutdownNow();
        }
        assertThat(issuer.requests()).hasSize(1);
        clock.pass(Duration.ofSeconds(6));
        assertThat(endpoint.token()).isEqualTo("one");
    }

    @Test
    void the_old_token_is_used_while_another_thread_asks_for_the_next() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch used = new CountDownLatch(1);
        issuer.then(200, "{\"access_token\":\"one\",\"expires_in\":1000}").then(exchange -> {
            asked.countDown();
            awaited(used);
            ScriptedServer.reply(exchange, 200, "{\"access_token\":\"two\",\"expires_in\":1000}");
        });
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));
        endpoint.token();
        clock.pass(Duration.ofSeconds(800));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> next = thread.submit(endpoint::token);
            awaited(asked);

            assertThat(endpoint.token()).isEqualTo("one");
            used.countDown();
            assertThat(next.get()).isEqualTo("two");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void all_requests_go_over_one_connection() {
        List<Integer> ports = new CopyOnWriteArrayList<>();
        for (String token : List.of("one", "two")) {
            issuer.then(exchange -> {
                ports.add(exchange.getRemoteAddress().getPort());
                ScriptedServer.reply(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":60}");
            });
        }
        TokenEndpoint endpoint = endpoint(Duration.ofSeconds(300));

        endpoint.token();
        clock.pass(Duration.ofSeconds(60));
        endpoint.token();

        assertThat(ports).hasSize(2);
        assertThat(ports.get(1)).isEqualTo(ports.get(0));
    }

    @Test
    void user_information_in_the_url_is_not_shown() {
        issuer.then(401, "");
        URI url = URI.create(issuer.url().toString().replace("//", "//ann:hidden@") + "/token");
        TokenEndpoint endpoint = new TokenEndpoint(url, CLIENT, Duration.ZERO, ClientSettings.of(issuer.url()), clock);

        assertThatThrownBy(endpoint::token)
                .hasMessageContaining(issuer.url() + "/token gives no token")
                .hasMessageNotContaining("hidden");
        assertThat(endpoint).asString().doesNotContain("hidden").contains(issuer.url() + "/token");
    }

    @Test
    void a_token_that_no_header_holds_is_refused_and_not_repeated() {
        issuer.then(200, "{\"access_token\":\"t0k\\nen\",\"expires_in\":60}");
        TokenEndpoint endpoint = endpoint(Duration.ZERO);

        assertThatThrownBy(endpoint::token)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("its access_token holds a character that no HTTP header may hold")
                .hasMessageNotContaining("t0k");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private TokenEndpoint endpoint(Duration buffer) {
        ClientSettings settings = ClientSettings.of(issuer.url());
        return new TokenEndpoint(URI.create(issuer.url() + "/token"), CLIENT, buffer, settings, clock);
    }

    /** A clock that goes on when it is told to. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1_800_000_000);

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

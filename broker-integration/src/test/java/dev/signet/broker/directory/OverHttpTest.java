package dev.signet.broker.directory;

import static dev.signet.broker.directory.Directories.LONG;
import static dev.signet.broker.directory.Directories.associated;
import static dev.signet.broker.directory.Directories.record;
import static dev.signet.broker.directory.Directories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.HttpSchemaRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory and its registry, with HTTP in between. */
class OverHttpTest {

    private static final SubjectRule ORDERS = rule("orders");

    private final RegistryTwin registry = new RegistryTwin();
    private final AtomicLong clock = new AtomicLong();
    private TwinOverHttp server;
    private HttpSchemaRegistry client;
    private RegistryDirectory directory;

    @BeforeEach
    void start() throws IOException {
        server = new TwinOverHttp(registry, 0);
        client = new HttpSchemaRegistry(ClientSettings.of(server.url())
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5))
                .withRetries(Retries.NONE));
        directory = new RegistryDirectory(
                client, DirectorySettings.STANDARD, clock::get, () -> Instant.ofEpochMilli(clock.get() / 1_000_000));
    }

    @AfterEach
    void close() {
        directory.close();
        client.close();
        server.close();
    }

    private SchemaAnswer settled(SubjectRule rule, int id) {
        return Await.until(() -> directory.schema(rule, id), answer -> !(answer instanceof Pending));
    }

    @Test
    void ids_guids_subjects_and_deletions_are_understood() {
        int id = registry.register("orders-value", LONG);
        int other = registry.register("payments-value", record("Payment"));
        registry.softDelete("payments-value");
        long high = RegistryTwin.guid(LONG).value().getMostSignificantBits();
        long low = RegistryTwin.guid(LONG).value().getLeastSignificantBits();

        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
        assertThat(settled(ORDERS, other)).isInstanceOf(OtherSubject.class);
        assertThat(settled(ORDERS, 99)).isInstanceOf(UnknownId.class);
        assertThat(settled(rule("payments"), other))
                .isInstanceOfSatisfying(
                        Known.class, known -> assertThat(known.deleted()).isTrue());
        Await.until(() -> directory.schema(rule("orders"), high, low), Known.class::isInstance);
        Await.until(() -> directory.presence(rule("unknown")), SubjectPresence.ABSENT::equals);
    }

    @Test
    void a_registry_that_is_gone_and_comes_back_delays_only_what_was_not_known() throws IOException {
        int id = registry.register("orders-value", LONG);
        int unseen = registry.register("orders-value", record("Unseen"));
        settled(ORDERS, id);
        int port = server.port();
        server.close();
        directory.schema(ORDERS, unseen);
        Await.until(directory::awayNanos, away -> away > 0);

        for (int second = 0; second < 60; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(directory.schema(ORDERS, id)).isInstanceOf(Known.class);
            assertThat(directory.schema(ORDERS, unseen)).isInstanceOf(Pending.class);
        }
        assertThat(directory.awayNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(directory.state().registryReachable()).isFalse();

        server = new TwinOverHttp(registry, port);
        Await.until(
                () -> {
                    clock.addAndGet(Duration.ofMillis(100).toNanos());
                    return directory.schema(ORDERS, unseen);
                },
                Known.class::isInstance);
        assertThat(directory.awayNanos()).isZero();
    }

    @Test
    void while_the_registry_fails_one_request_now_and_then_sees_whether_it_is_back() {
        server.failing(true);
        directory.schema(ORDERS, 1);
        Await.until(directory::awayNanos, away -> away > 0);
        int before = server.requests();
        for (int tenth = 0; tenth < 600; tenth++) {
            clock.addAndGet(Duration.ofMillis(100).toNanos());
            for (int id = 0; id < 50; id++) {
                directory.schema(rule("topic" + id), 1_000 + id);
            }
        }
        assertThat(server.requests() - before).isLessThan(60);

        server.failing(false);
        int id = registry.register("orders-value", LONG);
        Await.until(
                () -> {
                    clock.addAndGet(Duration.ofMillis(100).toNanos());
                    return directory.schema(ORDERS, id);
                },
                Known.class::isInstance);
    }

    @Test
    void one_id_that_makes_the_registry_fail_is_no_outage() {
        int id = registry.register("orders-value", LONG);
        server.poisoned(666);
        directory.schema(ORDERS, 666);
        Await.until(server::requests, requests -> requests >= 2);

        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
        assertThat(directory.schema(ORDERS, 666)).isInstanceOf(Pending.class);
        assertThat(directory.awayNanos()).isZero();
    }

    @Test
    void for_how_long_one_question_alone_has_had_no_answer_is_known() {
        int id = registry.register("orders-value", LONG);
        server.poisoned(666);
        server.withoutAssociations();
        SubjectRule payments = associated("payments", SubjectNaming.TOPIC);
        long patience = Duration.ofSeconds(30).toNanos();

        Await.until(
                () -> {
                    clock.addAndGet(Duration.ofMillis(50).toNanos());
                    directory.presence(payments);
                    return directory.schema(ORDERS, 666);
                },
                answer -> answer instanceof Pending pending
                        && pending.failingNanos() > patience
                        && directory.awayNanos(payments) > patience);

        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
        assertThat(directory.awayNanos(ORDERS)).isZero();
    }
}

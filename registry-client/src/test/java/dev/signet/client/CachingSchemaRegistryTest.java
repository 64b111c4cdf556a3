package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
class CachingSchemaRegistryTest {
    private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String VERSION = "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"string\\\"\"}";
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    private ScriptedServer server;
    private CachingSchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        registry = new CachingSchemaRegistry(
                new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(Retries.NONE)), 2);
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void what_was_said_once_is_not_asked_again() {
        server.then(200, SCHEMA).then(200, VERSION).then(200, VERSION);

        for (int i = 0; i < 3; i++) {
            assertThat(byId(1)).isInstanceOf(Answer.Done.class);
            assertThat(registry.register(Subject.of("s"), text(), Normalize.NO)).isInstanceOf(Answer.Done.class);
            assertThat(registry.lookup(Subject.of("s"), text(), Normalize.NO)).isInstanceOf(Answer.Done.class);
        }

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void refusals_and_the_latest_version_are_asked_for_each_time() {
        server.then(404, NOT_FOUND).then(200, SCHEMA).then(200, VERSION).then(200, VERSION);

        assertThat(byId(1)).isInstanceOf(Answer.Refused.class);
        assertThat(byId(1)).isInstanceOf(Answer.Done.class);
        registry.version(Subject.of("s"), VersionSelector.LATEST);
        registry.version(Subject.of("s"), VersionSelector.LATEST);

        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void the_same_id_in_another_context_is_another_entry() {
        server.then(200, SCHEMA).then(404, NOT_FOUND);

        byId(1);

        assertThat(registry.schema(new Context(".c"), new SchemaId(1))).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void the_oldest_entry_makes_room() {
        server.then(200, SCHEMA).then(200, SCHEMA).then(200, SCHEMA).then(200, SCHEMA);

        byId(1);
        byId(2);
        byId(3);
        byId(3);
        byId(2);
        byId(1);

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "GET /schemas/ids/1", "GET /schemas/ids/2", "GET /schemas/ids/3", "GET /schemas/ids/1");
    }

    @Test
    void threads_that_miss_the_same_key_wait_for_one_request() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then(exchange -> {
            arrived.countDown();
            await(mayAnswer);
            ScriptedServer.reply(exchange, 200, SCHEMA);
        });
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Answer<StoredSchema>>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> byId(1)));
            }
            await(arrived);
            mayAnswer.countDown();

            for (Future<Answer<StoredSchema>> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Done.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_refusal_under_way_when_a_call_arrives_is_not_believed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then(exchange -> {
                    arrived.countDown();
                    await(mayAnswer);
                    ScriptedServer.reply(exchange, 404, NOT_FOUND);
                })
                .then(200, SCHEMA);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Answer<StoredSchema>> early = threads.submit(() -> byId(1));
            await(arrived);
            Thread late = new Thread(() -> assertThat(byId(1)).isInstanceOf(Answer.Done.class));
            late.start();
            awaitWaiting(late);
            mayAnswer.countDown();

            assertThat(early.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Refused.class);
            late.join(Duration.ofSeconds(10).toMillis());
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_fault_is_not_kept() {
        server.then(500, "oops").then(200, SCHEMA);

        assertThatThrownBy(() -> byId(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(byId(1)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_slow_key_holds_up_nobody_who_wants_another() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then(exchange -> {
                    arrived.countDown();
                    await(mayAnswer);
                    ScriptedServer.reply(exchange, 200, SCHEMA);
                })
                .then(200, SCHEMA);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<Answer<StoredSchema>> slow = threads.submit(() -> byId(1));
            await(arrived);

            assertThat(byId(2)).isInstanceOf(Answer.Done.class);
            assertThat(slow.isDone()).isFalse();
            mayAnswer.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Done.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_thread_interrupted_while_it_asks_does_not_fail_those_who_wait_with_it() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.then(exchange -> {
                    arrived.countDown();
                    server.waitForEnd();
                })
                .then(200, SCHEMA);
        RegistryUnavailableException[] failure = new RegistryUnavailableException[1];
        boolean[] flag = new boolean[1];
        Thread asking = new Thread(() -> {
            failure[0] = catchThrowableOfType(RegistryUnavailableException.class, () -> byId(1));
            flag[0] = Thread.currentThread().isInterrupted();
        });
        List<Answer<StoredSchema>> answers = new ArrayList<>();
        Thread waiting = new Thread(() -> answers.add(byId(1)));
        asking.start();
        await(arrived);
        waiting.start();
        awaitWaiting(waiting);

        asking.interrupt();
        asking.join(Duration.ofSeconds(10).toMillis());
        waiting.join(Duration.ofSeconds(10).toMillis());

        assertThat(failure[0].reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(flag[0]).isTrue();
        assertThat(answers).singleElement().isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_thread_interrupted_while_it_waits_for_another_one_stays_interrupted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then(exchange -> {
            arrived.countDown();
            await(mayAnswer);
            ScriptedServer.reply(exchange, 200, SCHEMA);
        });
        List<Answer<StoredSchema>> answers = new ArrayList<>();
        Thread asking = new Thread(() -> answers.add(byId(1)));
        boolean[] flag = new boolean[1];
        Thread waiting = new Thread(() -> {
            assertThatThrownBy(() -> byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("interrupted while waiting for the registry");
            flag[0] = Thread.currentThread().isInterrupted();
        });
        asking.start();
        await(arrived);
        waiting.start();
        awaitWaiting(waiting);

        waiting.interrupt();
        waiting.join(Duration.ofSeconds(10).toMillis());
        mayAnswer.countDown();
        asking.join(Duration.ofSeconds(10).toMillis());

        assertThat(flag[0]).isTrue();
        assertThat(answers).singleElement().isInstanceOf(Answer.Done.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void the_latest_version_is_believed_for_a_while_where_that_is_wanted() {
        server.then(200, VERSION);
        CachingSchemaRegistry believing = new CachingSchemaRegistry(
                new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(Retries.NONE)),
                2,
                new Ageing(Duration.ofMinutes(10), Duration.ZERO));

        assertThat(believing.version(Subject.of("s"), VersionSelector.LATEST)).isInstanceOf(Answer.Done.class);
        assertThat(believing.version(Subject.of("s"), VersionSelector.LATEST)).isInstanceOf(Answer.Done.class);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void the_latest_version_outlives_the_registry_where_that_is_wanted() {
        server.then(200, VERSION).then(503, "oops");
        CachingSchemaRegistry forgiving = new CachingSchemaRegistry(
                new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(Retries.NONE)),
                2,
                new Ageing(Duration.ZERO, Duration.ofMinutes(10)));

        Answer<RegisteredSchema> before = forgiving.version(Subject.of("s"), VersionSelector.LATEST);

        assertThat(forgiving.version(Subject.of("s"), VersionSelector.LATEST)).isEqualTo(before);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void the_subjects_of_a_topic_and_the_version_with_some_metadata_outlive_the_registry_each_by_its_key() {
        server.then(200, "[{\"subject\":\"here\"}]")
                .then(200, "[{\"subject\":\"there\"}]")
                .then(200, VERSION)
                .then(503, "oops")
                .then(503, "oops")
                .then(503, "oops")
                .then(503, "oops");
        CachingSchemaRegistry forgiving = new CachingSchemaRegistry(
                new HttpSchemaRegistry(ClientSettings.of(server.url()).withRetries(Retries.NONE)),
                2,
                new Ageing(Duration.ZERO, Duration.ofMinutes(10)));
        Map<String, String> properties = Map.of("k", "v");
        forgiving.associated("-", "t", RecordPart.KEY);
        forgiving.associated("-", "t", RecordPart.VALUE);
        forgiving.version(Subject.of("s"), properties);

        assertThat(forgiving.associated("-", "t", RecordPart.KEY)).isEqualTo(Answer.done(List.of(Subject.of("here"))));
        assertThat(forgiving.associated("-", "t", RecordPart.VALUE))
                .isEqualTo(Answer.done(List.of(Subject.of("there"))));
        assertThat(forgiving.version(Subject.of("s"), properties)).isInstanceOf(Answer.Done.class);
        assertThatThrownBy(() -> forgiving.version(Subject.of("s"), Map.of("k", "w")))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private Answer<StoredSchema> byId(int id) {
        return registry.schema(Context.DEFAULT, new SchemaId(id));
    }

    private static SchemaText text() {
        return SchemaText.avro(new StringBuilder("\"string\"").toString());
    }

    private static void awaitWaiting(Thread thread) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (thread.getState() != Thread.State.WAITING) {
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

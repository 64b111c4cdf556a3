package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a request waits for the database, which is what a database far away makes it pay for. */
class RoundTripsIT {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void a_registration_takes_few_round_trips_and_a_known_schema_takes_one() {
        try (SlowWire wire = SlowWire.to(TestDatabase.port(), Duration.ZERO);
                PostgresStore store = PostgresStore.open(settings(wire).withConnections(1))) {
            Registry registry = registry(store);
            Subject parts = Subject.of("parts");
            register(registry, parts, SchemaText.avro("{\"type\":\"record\",\"name\":\"Part\",\"fields\":[]}"));

            double fresh = average(wire, i -> register(registry, Subject.of("new-" + i), schema(i)));
            double next = average(wire, i -> register(registry, Subject.of("growing"), schema(i)));
            double same = average(wire, i -> register(registry, Subject.of("new-5"), schema(5)));
            double shared = average(wire, i -> register(registry, Subject.of("shared-" + i), schema(1)));
            double referring = average(wire, i -> register(registry, Subject.of("referring-" + i), referring(i)));
            double latest = average(
                    wire, i -> registry.version(Subject.of("growing"), VersionSelector.LATEST, Deleted.EXCLUDED));
            double lookup = average(
                    wire,
                    i -> registry.lookup(
                            Subject.of("growing"),
                            Submission.of(schema(i)),
                            Normalize.AS_CONFIGURED,
                            Deleted.EXCLUDED));
            double check = average(
                    wire,
                    i -> registry.checkAll(Subject.of("new-1"), Submission.of(schema(7)), Normalize.AS_CONFIGURED));
            double deletion = average(wire, i -> registry.deleteSubject(CALLER, Subject.of("new-" + i), Deletion.SOFT));

            System.out.printf(
                    "round trips: new subject %.2f, next version %.2f, known schema in a new subject %.2f, "
                            + "with a reference %.2f, re-register %.2f, latest %.2f, lookup %.2f, check %.2f, "
                            + "delete %.2f%n",
                    fresh, next, shared, referring, same, latest, lookup, check, deletion);
            assertThat(fresh).isLessThan(2.2);
            assertThat(next).isLessThan(3.2);
            assertThat(shared).isLessThan(3.2);
            assertThat(referring).isLessThan(4.2);
            assertThat(List.of(same, latest, lookup, check)).allMatch(trips -> trips == 1.0);
            assertThat(deletion).isLessThan(3.2);
        }
    }

    @Test
    void a_driver_that_may_not_name_its_statements_needs_no_more_round_trips() {
        try (SlowWire wire = SlowWire.to(TestDatabase.port(), Duration.ZERO);
                PostgresStore store =
                        PostgresStore.open(settings(wire, "&prepareThreshold=0").withConnections(1))) {
            Registry registry = registry(store);

            double fresh = average(wire, i -> register(registry, Subject.of("new-" + i), schema(i)));
            double same = average(wire, i -> register(registry, Subject.of("new-5"), schema(5)));

            System.out.printf(
                    "round trips without named statements: new subject %.2f, re-register %.2f%n", fresh, same);
            assertThat(fresh).isLessThan(2.2);
            assertThat(same).isEqualTo(1.0);
        }
    }

    @Test
    void connections_that_all_wait_for_a_database_15_ms_away_need_no_more_round_trips() throws Exception {
        int clients = 50;
        int registrations = Integer.getInteger("signet.test.far-registrations", 600);
        try (SlowWire wire = SlowWire.to(TestDatabase.port(), Duration.ofMillis(15));
                PostgresStore store = PostgresStore.open(settings(wire).withConnections(clients))) {
            Registry registry = registry(store);
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            spread(threads, clients, clients * 8, i -> register(registry, Subject.of("warm-" + i), schema(i)));
            long before = wire.roundTrips();

            spread(threads, clients, registrations, i -> register(registry, Subject.of("s-" + i), schema(100_000 + i)));

            threads.shutdown();
            double trips = (double) (wire.roundTrips() - before) / registrations;
            System.out.printf("15 ms a round trip, %d connections: %.2f round trips each%n", clients, trips);
            assertThat(trips).isLessThan(2.5);
        }
    }

    private static void spread(ExecutorService threads, int clients, int total, IntConsumer work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<? extends Future<?>> all = IntStream.range(0, clients)
                .mapToObj(client -> threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                        work.accept(i);
                    }
                }))
                .toList();
        for (Future<?> one : all) {
            one.get();
        }
    }

    /** The driver names its statements after a few runs; from then on it knows their results' shape. */
    private static double average(SlowWire wire, IntConsumer request) {
        int runs = 24;
        IntStream.range(0, runs).forEach(request);
        long before = wire.roundTrips();
        IntStream.range(runs, 2 * runs).forEach(request);
        return (double) (wire.roundTrips() - before) / runs;
    }

    private static void register(Registry registry, Subject subject, SchemaText schema) {
        Answer<?> answer = registry.register(
                CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    private static SchemaText schema(int i) {
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f" + i
                + "\",\"type\":\"int\",\"default\":0}]}");
    }

    private static SchemaText referring(int i) {
        return SchemaText.avro(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f" + i + "\",\"type\":\"Part\"}]}",
                List.of(new SchemaReference("Part", "parts", -1)));
    }

    private static Registry registry(PostgresStore store) {
        return new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
    }

    private PostgresSettings settings(SlowWire wire) {
        return settings(wire, "");
    }

    private PostgresSettings settings(SlowWire wire, String options) {
        return PostgresSettings.of(
                "jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + database.name() + "?sslmode=disable" + options,
                "postgres",
                "postgres");
    }
}

package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.registry.AssociationEdit;
import dev.signet.server.registry.AssociationEdit.Cascade;
import dev.signet.server.registry.AssociationEdit.Existing;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Associations.Execution;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.Resource;
import dev.signet.server.registry.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics that want the same subjects, and people who delete those, on two servers at once. */
@Timeout(120)
class AssociationRacesIT {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");
    private static final int WRITERS = 8;
    private static final int ROUNDS = 40;

    private final TestDatabase database = TestDatabase.migrated();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void no_order_of_events_leaves_an_association_without_a_live_version_or_a_subject_with_two_owners()
            throws Exception {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("-Dsignet.test.seed=" + seed);
        try (PostgresStore one = PostgresStore.open(database.settings().withConnections(5));
                PostgresStore two = PostgresStore.open(database.settings().withConnections(5))) {
            List<Registry> servers = List.of(registry(one), registry(two));
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            SplittableRandom seeds = new SplittableRandom(seed);
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                SplittableRandom random = seeds.split();
                Registry server = servers.get(writer % 2);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        count(step(server, random));
                        assertThat(contradictions()).isEmpty();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
        }

        System.out.printf("%d done, %d refused%n", done.get(), refused.get());
        assertThat(done.get()).isGreaterThan(WRITERS);
        assertThat(refused.get()).isGreaterThan(WRITERS);
    }

    private static Answer<?> step(Registry server, SplittableRandom random) {
        Subject subject = Subject.of("s" + random.nextInt(2));
        int name = random.nextInt(3);
        Resource topic = new Resource("id" + name, "cluster", "t" + name, Resource.TOPIC);
        return switch (random.nextInt(5)) {
            case 0 ->
                server.register(
                        CALLER,
                        subject,
                        Submission.of(SchemaText.avro("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}")),
                        Normalize.AS_CONFIGURED,
                        Enforcement.SKIPPED);
            case 1 -> server.deleteSubject(CALLER, subject, Deletion.SOFT);
            case 2 -> edit(server, topic, new AssociationEdit.Remove(Optional.empty(), Cascade.YES));
            default ->
                edit(
                        server,
                        topic,
                        new AssociationEdit.Put(
                                AssociationType.values()[random.nextInt(2)],
                                Optional.of(subject),
                                Optional.of(Lifecycle.values()[random.nextInt(2)]),
                                Optional.empty(),
                                Optional.empty(),
                                Existing.KEPT));
        };
    }

    private static Answer<?> edit(Registry server, Resource topic, AssociationEdit edit) {
        return server.associations().orElseThrow().edit(CALLER, topic, List.of(edit), Execution.FOR_GOOD);
    }

    /** Each row is a state that no request may leave behind. */
    private List<String> contradictions() {
        return database.rows("""
                SELECT a.resource_name, a.subject, a.lifecycle
                  FROM signet.associations a
                 WHERE NOT EXISTS (SELECT 1 FROM signet.versions v
                                    WHERE v.context = a.context AND v.subject = a.subject AND v.deleted_at IS NULL)
                    OR EXISTS (SELECT 1 FROM signet.associations b
                                WHERE b.context = a.context AND b.subject = a.subject AND b.guid <> a.guid
                                  AND 'STRONG' IN (a.lifecycle, b.lifecycle))
                    OR EXISTS (SELECT 1 FROM signet.associations b
                                WHERE b.resource_id = a.resource_id AND b.lifecycle <> a.lifecycle)
                """);
    }

    private void count(Answer<?> answer) {
        (answer instanceof Answer.Done ? done : refused).incrementAndGet();
    }

    private static Registry registry(PostgresStore store) {
        return new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
    }
}

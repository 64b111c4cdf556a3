package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.Scope;
import dev.signet.server.consistency.ForwardingStore;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.ChangeSet;
import dev.signet.server.registry.ChangeSetReport;
import dev.signet.server.registry.ConfigChange;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.PreparedWrite;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.Submission;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a large change set takes, and how much of it under locks. */
class ChangeSetLoadIT {
    private static final int SUBJECTS = Integer.getInteger("signet.test.change-set-subjects", 300);
    private static final int CHAIN = Integer.getInteger("signet.test.change-set-chain", 10);
    private static final int FIELDS = 20;
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");

    /** Measures what happens under locks. */
    private static final class TimedStore extends ForwardingStore {
        private long lockedNanos;

        TimedStore(PostgresStore store) {
            super(store);
        }

        @Override
        public boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared) {
            long start = System.nanoTime();
            try {
                return super.write(caller, footprint, mark, prepared);
            } finally {
                lockedNanos = System.nanoTime() - start;
            }
        }
    }

    @Test
    void a_change_set_of_many_subjects_holds_its_locks_for_a_small_part_of_its_time() {
        TestDatabase database = TestDatabase.migrated();
        try (PostgresStore postgres = PostgresStore.open(database.settings().withConnections(2))) {
            TimedStore store = new TimedStore(postgres);
            Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
            for (int version = 1; version <= 3; version++) {
                apply(registry, store, version, "version " + version);
            }
            apply(registry, store, 3, "what is there already");
        }
    }

    private static void apply(Registry registry, TimedStore store, int version, String what) {
        ChangeSet set = set(version);
        store.lockedNanos = 0;
        long start = System.nanoTime();
        long cpu = processorNanos();
        ChangeSetReport dry = registry.judge(set).asOptional().orElseThrow();
        long judged = System.nanoTime();
        long worked = processorNanos() - cpu;
        ChangeSetReport report = registry.apply(CALLER, set, Optional.of(dry.cursor()))
                .asOptional()
                .orElseThrow();
        long applied = System.nanoTime();

        System.out.printf(
                "%d schemas for %d subjects, %s: dry run %d ms (%d ms of work), apply %d ms, of it under locks %d ms%n",
                set.items().size(),
                SUBJECTS,
                what,
                millis(judged - start),
                millis(worked),
                millis(applied - judged),
                millis(store.lockedNanos));
        assertThat(report.isAccepted()).isTrue();
        assertThat(report.applied()).isTrue();
    }

    /** Of this thread, which says more than the clock where others use the machine. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Every tenth subject has a level of its own, and every schema but the first of a chain refers to the one before. */
    private static ChangeSet set(int version) {
        List<ChangeSet.Item> items = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            Subject subject = Subject.of("subject-" + i);
            items.add(new ChangeSet.Register(subject, Submission.of(schema(i, version)), Normalize.AS_CONFIGURED));
            if (i % 10 == 0) {
                items.add(new ChangeSet.Configure(
                        Scope.of(subject), ConfigChange.level(CompatibilityLevel.values()[version + 1])));
            }
        }
        return new ChangeSet(items);
    }

    private static SchemaText schema(int number, int version) {
        StringBuilder text = new StringBuilder("{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[".formatted(number));
        for (int field = 0; field < FIELDS + version; field++) {
            text.append("{\"name\":\"field%d\",\"type\":[\"null\",\"string\"],\"default\":null},".formatted(field));
        }
        boolean refers = number % CHAIN != 0;
        text.append("{\"name\":\"last\",\"type\":[\"null\",\"%s\"],\"default\":null}]}"
                .formatted(refers ? "R" + (number - 1) : "long"));
        return SchemaText.avro(
                text.toString(),
                refers ? List.of(new SchemaReference("R" + (number - 1), "subject-" + (number - 1), -1)) : List.of());
    }
}

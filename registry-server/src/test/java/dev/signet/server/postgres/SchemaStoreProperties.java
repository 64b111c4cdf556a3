package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.RandomHistory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A registry answers the same whether its state is in PostgreSQL or in memory. */
class SchemaStoreProperties {
    private static final int HISTORIES = Integer.getInteger("signet.test.store-histories", 3);
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final PostgresStore STORE =
            PostgresStore.open(DATABASE.settings().withConnections(2));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void random_histories_give_the_same_answers_in_postgresql_and_in_memory() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("-Dsignet.test.seed=" + seed);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < HISTORIES; i++) {
            DATABASE.clear();
            long history = seeds.nextLong();
            RandomHistory inMemory = new RandomHistory(new InMemorySchemaStore(), new SplittableRandom(history));
            RandomHistory inPostgres = new RandomHistory(STORE, new SplittableRandom(history));
            for (int step = 0; step < 100; step++) {
                String expected = inMemory.step();
                assertThat(inPostgres.step())
                        .as("seed %d, history %d, step %d", seed, i, step)
                        .isEqualTo(expected);
            }
            System.out.println(inMemory.outcomes());
            assertThat(inPostgres.observed()).as("seed %d, history %d", seed, i).isEqualTo(inMemory.observed());
        }
    }
}

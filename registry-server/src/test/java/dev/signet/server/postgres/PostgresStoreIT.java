package dev.signet.server.postgres;

import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.SchemaStoreContract;
import org.junit.jupiter.api.AfterAll;

class PostgresStoreIT extends SchemaStoreContract {
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final PostgresStore STORE = PostgresStore.open(DATABASE.settings());

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected SchemaStore emptyStore() {
        DATABASE.clear();
        return STORE;
    }
}

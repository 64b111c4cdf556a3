package dev.signet.server.postgres;

import dev.signet.server.brokers.BrokerBounds;
import dev.signet.server.brokers.BrokerContract;
import dev.signet.server.brokers.BrokerRows;
import dev.signet.server.registry.AssociationContract;
import dev.signet.server.registry.CatalogContract;
import dev.signet.server.registry.ChangeSetContract;
import dev.signet.server.registry.DeletionContract;
import dev.signet.server.registry.ExportContract;
import dev.signet.server.registry.FreshnessContract;
import dev.signet.server.registry.ImpactContract;
import dev.signet.server.registry.ReadingContract;
import dev.signet.server.registry.RegistrationContract;
import dev.signet.server.registry.SchemaListContract;
import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.ScopeContract;
import dev.signet.server.registry.SearchContract;
import dev.signet.server.registry.UndeletionContract;
import dev.signet.server.registry.UpkeepContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

class PostgresStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final PostgresStore STORE = PostgresStore.open(DATABASE.settings());

    private static final PostgresStore WALKING =
            PostgresStore.open(DATABASE.settings().withConnections(2), -1, any -> {});

    @AfterAll
    static void close() {
        STORE.close();
        WALKING.close();
    }

    private static SchemaStore emptied() {
        DATABASE.clear();
        return STORE;
    }

    @Nested
    class Registrations extends RegistrationContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Readings extends ReadingContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Deletions extends DeletionContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Scopes extends ScopeContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Associations extends AssociationContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Exports extends ExportContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Lists extends SchemaListContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class FreshLooks extends FreshnessContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Upkeep extends UpkeepContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Undeletions extends UndeletionContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Catalogs extends CatalogContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Impacts extends ImpactContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected SchemaStore emptyStore() {
            return emptied();
        }
    }

    @Nested
    class BrokersReports extends BrokerContract {
        @Override
        protected BrokerRows empty(BrokerBounds bounds) {
            DATABASE.clear();
            return STORE.brokers(bounds);
        }

        @Override
        protected void pass(Duration time) {
            for (String table : List.of("brokers", "refusals")) {
                DATABASE.execute("UPDATE signet.%s SET received_at = received_at - interval '%s seconds'"
                        .formatted(table, time.toSeconds()));
            }
        }
    }

    @Nested
    class SearchesFromSubjectToSubject extends SearchContract {
        @Override
        protected SchemaStore emptyStore() {
            DATABASE.clear();
            return WALKING;
        }
    }
}

package dev.signet.server.registry;

import org.junit.jupiter.api.Nested;

class InMemorySchemaStoreTest {
    @Nested
    class Registration extends RegistrationContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Reading extends ReadingContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Deletion extends DeletionContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Scope extends ScopeContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Association extends AssociationContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Exports extends ExportContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Lists extends SchemaListContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Freshness extends FreshnessContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Upkeep extends UpkeepContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Undeletions extends UndeletionContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Catalogs extends CatalogContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class ChangeSets extends ChangeSetContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }

    @Nested
    class Impacts extends ImpactContract {
        @Override
        protected SchemaStore emptyStore() {
            return new InMemorySchemaStore();
        }
    }
}

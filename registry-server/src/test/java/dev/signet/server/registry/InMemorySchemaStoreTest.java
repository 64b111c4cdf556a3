package dev.signet.server.registry;

class InMemorySchemaStoreTest extends SchemaStoreContract {
    @Override
    protected SchemaStore emptyStore() {
        return new InMemorySchemaStore();
    }
}

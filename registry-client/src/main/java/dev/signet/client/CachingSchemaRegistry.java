package dev.signet.client;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.List;
import java.util.Map;

/**
 * Remembers what a registry has said and cannot take back: the schema of an id or GUID, and the version and id of a
 * registered text. Keys are values, so two equal texts are one entry. Refusals, the latest version, lists and verdicts
 * are asked for each time. Threads that miss the same key wait for one request. Safe for concurrent use.
 */
public final class CachingSchemaRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private final SharedLoads<ContextAndId, StoredSchema> byId;
    private final SharedLoads<SchemaGuid, StoredSchema> byGuid;
    private final SharedLoads<Content, RegisteredSchema> registered;
    private final SharedLoads<Content, RegisteredSchema> found;

    /**
     * Puts caches before a registry, and closes it when closed.
     *
     * @param entries most entries of each cache, at least 1
     */
    public CachingSchemaRegistry(SchemaRegistry registry, int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("a cache holds at least 1 entry, got " + entries);
        }
        this.registry = registry;
        this.byId = new SharedLoads<>(entries);
        this.byGuid = new SharedLoads<>(entries);
        this.registered = new SharedLoads<>(entries);
        this.found = new SharedLoads<>(entries);
    }

    @Override
    public Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize) {
        return registered.get(
                new Content(subject, schema, normalize), () -> registry.register(subject, schema, normalize));
    }

    @Override
    public Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize) {
        return found.get(new Content(subject, schema, normalize), () -> registry.lookup(subject, schema, normalize));
    }

    @Override
    public Answer<StoredSchema> schema(Context context, SchemaId id) {
        return byId.get(new ContextAndId(context, id), () -> registry.schema(context, id));
    }

    @Override
    public Answer<StoredSchema> schema(SchemaGuid guid) {
        return byGuid.get(guid, () -> registry.schema(guid));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        return registry.version(subject, selector);
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        return registry.version(subject, properties);
    }

    @Override
    public Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        return registry.associated(cluster, topic, part);
    }

    @Override
    public Answer<List<Version>> versions(Subject subject) {
        return registry.versions(subject);
    }

    @Override
    public Answer<List<Subject>> subjects(String prefix) {
        return registry.subjects(prefix);
    }

    @Override
    public Answer<List<SubjectVersion>> uses(Context context, SchemaId id) {
        return registry.uses(context, id);
    }

    @Override
    public Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize) {
        return registry.check(subject, schema, normalize);
    }

    @Override
    public void close() {
        registry.close();
    }

    private record ContextAndId(Context context, SchemaId id) {}

    private record Content(Subject subject, SchemaText schema, Normalize normalize) {}
}

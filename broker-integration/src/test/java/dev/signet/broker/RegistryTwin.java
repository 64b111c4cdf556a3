package dev.signet.broker;

import dev.signet.client.RegistryUnavailableException;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry in memory: as much of one as the broker asks, without compatibility. Can be switched off. */
public final class RegistryTwin implements SchemaRegistry {

    private final Map<Integer, SchemaText> byId = new LinkedHashMap<>();
    private final Map<Subject, List<Integer>> idsBySubject = new LinkedHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean reachable = true;

    public void reachable(boolean now) {
        reachable = now;
    }

    /** How often it was asked anything. */
    public int questions() {
        return questions.get();
    }

    /** Registers a schema and gives its id; the same content has the same id in every subject. */
    public synchronized int register(String subject, SchemaText schema) {
        int id = byId.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> byId.size() + 1);
        byId.put(id, schema);
        idsBySubject
                .computeIfAbsent(Subject.of(subject), unseen -> new ArrayList<>())
                .add(id);
        return id;
    }

    public synchronized void delete(String subject) {
        idsBySubject.remove(Subject.of(subject));
    }

    private void asked() {
        questions.incrementAndGet();
        if (!reachable) {
            throw new RegistryUnavailableException("the registry is switched off");
        }
    }

    @Override
    public synchronized Answer<StoredSchema> schema(Context context, SchemaId id) {
        asked();
        SchemaText text = byId.get(id.value());
        return text == null
                ? ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id)
                : Answer.done(new StoredSchema(guid(id.value()), text));
    }

    /** The GUID of an id's schema. */
    public static SchemaGuid guid(int id) {
        return SchemaGuid.parse("00000000-0000-0000-0000-%012x".formatted(id)).orElseThrow();
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        throw notAsked();
    }

    @Override
    public Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        throw notAsked();
    }

    @Override
    public synchronized Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        asked();
        List<Integer> ids = idsBySubject.getOrDefault(subject, List.of());
        if (selector instanceof VersionSelector.Exact exact && exact.version().number() <= ids.size()) {
            int id = ids.get(exact.version().number() - 1);
            return Answer.ofOptional(Optional.ofNullable(byId.get(id)), ErrorCode.SCHEMA_NOT_FOUND.refusal())
                    .map(text -> new RegisteredSchema(subject, exact.version(), new SchemaId(id), guid(id), text));
        }
        return ErrorCode.VERSION_NOT_FOUND.refused(selector);
    }

    @Override
    public synchronized Answer<List<Version>> versions(Subject subject) {
        asked();
        List<Integer> ids = idsBySubject.get(subject);
        if (ids == null) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(subject);
        }
        List<Version> versions = new ArrayList<>();
        ids.forEach(id -> versions.add(new Version(versions.size() + 1)));
        return Answer.done(versions);
    }

    @Override
    public synchronized Answer<List<SubjectVersion>> uses(Context context, SchemaId id, Deleted deleted) {
        asked();
        if (!byId.containsKey(id.value())) {
            return ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id);
        }
        List<SubjectVersion> uses = new ArrayList<>();
        idsBySubject.forEach((subject, ids) -> {
            if (ids.contains(id.value())) {
                uses.add(new SubjectVersion(subject, new Version(ids.indexOf(id.value()) + 1)));
            }
        });
        return Answer.done(uses);
    }

    @Override
    public synchronized Answer<List<ContextId>> ids(SchemaGuid guid) {
        asked();
        return Answer.done(byId.keySet().stream()
                .filter(id -> guid(id).equals(guid))
                .map(id -> new ContextId(Context.DEFAULT, new SchemaId(id)))
                .toList());
    }

    @Override
    public Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize) {
        throw notAsked();
    }

    @Override
    public Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize) {
        throw notAsked();
    }

    @Override
    public Answer<StoredSchema> schema(SchemaGuid guid) {
        throw notAsked();
    }

    @Override
    public Answer<List<Subject>> subjects(String prefix) {
        throw notAsked();
    }

    @Override
    public Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("a broker does not ask this");
    }

    @Override
    public void close() {}
}

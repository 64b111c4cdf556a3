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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A registry in memory: as much of one as the broker asks, without compatibility. Can be switched off. */
public final class RegistryTwin implements SchemaRegistry {

    private record Topic(String name, RecordPart part) {}

    private final Map<ContextId, SchemaText> byId = new LinkedHashMap<>();
    private final Map<Subject, List<Integer>> idsBySubject = new LinkedHashMap<>();
    private final Map<Subject, List<Integer>> deletedIds = new LinkedHashMap<>();
    private final Map<Topic, List<Subject>> associations = new LinkedHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean reachable = true;

    public void reachable(boolean now) {
        reachable = now;
    }

    /** How often it was asked anything. */
    public int questions() {
        return questions.get();
    }

    /** Registers a schema and gives its id; the same content has the same id in every subject of a context. */
    public synchronized int register(String subject, SchemaText schema) {
        Subject name = Subject.parse(subject);
        int id = byId.entrySet().stream()
                .filter(entry -> entry.getKey().context().equals(name.context())
                        && entry.getValue().equals(schema))
                .map(entry -> entry.getKey().id().value())
                .findFirst()
                .orElseGet(() -> byId.size() + 1);
        byId.put(new ContextId(name.context(), new SchemaId(id)), schema);
        idsBySubject.computeIfAbsent(name, unseen -> new ArrayList<>()).add(id);
        return id;
    }

    /** Removes a subject for good; its schemas keep their ids. */
    public synchronized void delete(String subject) {
        idsBySubject.remove(Subject.parse(subject));
        deletedIds.remove(Subject.parse(subject));
    }

    /** Deletes a subject so that its ids still answer. */
    public synchronized void softDelete(String subject) {
        Subject name = Subject.parse(subject);
        deletedIds.put(name, idsBySubject.remove(name));
    }

    /** Takes a soft deletion back. */
    public synchronized void undelete(String subject) {
        Subject name = Subject.parse(subject);
        idsBySubject.put(name, deletedIds.remove(name));
    }

    /** Removes a subject and the schemas that nobody else uses. */
    public synchronized void deleteWithIds(String subject) {
        Subject name = Subject.parse(subject);
        delete(subject);
        byId.keySet()
                .removeIf(id -> id.context().equals(name.context())
                        && Stream.concat(idsBySubject.values().stream(), deletedIds.values().stream())
                                .noneMatch(used -> used.contains(id.id().value())));
    }

    /** Puts other content behind an id, as no registry ever does but another one in its place. */
    public synchronized void replace(int id, SchemaText schema) {
        byId.put(new ContextId(Context.DEFAULT, new SchemaId(id)), schema);
    }

    /** Says with which subjects a topic is associated. */
    public synchronized void associate(String topic, RecordPart part, String... subjects) {
        associations.put(
                new Topic(topic, part),
                Arrays.stream(subjects).map(Subject::parse).toList());
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
        SchemaText text = byId.get(new ContextId(context, id));
        return text == null
                ? ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id)
                : Answer.done(new StoredSchema(guid(text), text));
    }

    /** The GUID of a content. */
    public static SchemaGuid guid(SchemaText text) {
        return new SchemaGuid(new UUID(text.text().hashCode(), text.references().hashCode()));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        throw notAsked();
    }

    @Override
    public synchronized Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        asked();
        return Answer.done(associations.getOrDefault(new Topic(topic, part), List.of()));
    }

    @Override
    public synchronized Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        asked();
        List<Integer> ids = idsBySubject.getOrDefault(subject, List.of());
        if (selector instanceof VersionSelector.Exact exact && exact.version().number() <= ids.size()) {
            int id = ids.get(exact.version().number() - 1);
            SchemaText found = byId.get(new ContextId(subject.context(), new SchemaId(id)));
            return Answer.ofOptional(Optional.ofNullable(found), ErrorCode.SCHEMA_NOT_FOUND.refusal())
                    .map(text -> new RegisteredSchema(subject, exact.version(), new SchemaId(id), guid(text), text));
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
        if (!byId.containsKey(new ContextId(context, id))) {
            return ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id);
        }
        List<SubjectVersion> uses = new ArrayList<>(uses(context, id, idsBySubject));
        if (deleted == Deleted.INCLUDED) {
            uses.addAll(uses(context, id, deletedIds));
        }
        return Answer.done(uses);
    }

    private static List<SubjectVersion> uses(Context context, SchemaId id, Map<Subject, List<Integer>> among) {
        return among.entrySet().stream()
                .filter(each -> each.getKey().context().equals(context)
                        && each.getValue().contains(id.value()))
                .map(each -> new SubjectVersion(
                        each.getKey(), new Version(each.getValue().indexOf(id.value()) + 1)))
                .toList();
    }

    @Override
    public synchronized Answer<List<ContextId>> ids(SchemaGuid guid) {
        asked();
        return Answer.done(byId.entrySet().stream()
                .filter(each -> guid(each.getValue()).equals(guid))
                .map(Map.Entry::getKey)
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
    public synchronized Answer<List<Subject>> subjects(String prefix) {
        asked();
        return Answer.done(idsBySubject.keySet().stream()
                .filter(subject -> subject.qualified().startsWith(prefix))
                .toList());
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

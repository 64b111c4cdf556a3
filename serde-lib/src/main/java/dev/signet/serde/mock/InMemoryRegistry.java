package dev.signet.serde.mock;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Answer;
import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.compat.LegacyMessages;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry in memory, for tests: Avro only, ids from 1 in each context, nothing is ever deleted, and registration does
 * not check compatibility ({@link #check} does, against the latest version, BACKWARD). Safe for concurrent use.
 */
public final class InMemoryRegistry implements SchemaRegistry {
    // Serializer and deserializer of a test are configured apart and meet only through the name of the scope.
    private static final Map<String, InMemoryRegistry> SCOPES = new ConcurrentHashMap<>();

    private final AvroFormat format = new AvroFormat();
    private final Map<Subject, List<RegisteredSchema>> subjects = new TreeMap<>();
    private final Map<Context, List<StoredSchema>> contents = new HashMap<>();
    private final Map<TopicPart, List<Subject>> associations = new HashMap<>();

    /** The registry that everybody in this process gets for {@code mock://scope}. */
    public static InMemoryRegistry ofScope(String scope) {
        return SCOPES.computeIfAbsent(scope, name -> new InMemoryRegistry());
    }

    /** Forgets a scope: the next one of that name starts empty. */
    public static void drop(String scope) {
        SCOPES.remove(scope);
    }

    @Override
    public synchronized Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize) {
        return canonical(subject, schema, normalize)
                .map(canonical -> find(subject, canonical).orElseGet(() -> add(subject, canonical)));
    }

    private RegisteredSchema add(Subject subject, CanonicalSchema schema) {
        List<RegisteredSchema> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        RegisteredSchema added = new RegisteredSchema(
                subject,
                new Version(versions.size() + 1),
                id(subject.context(), schema),
                schema.guid(),
                schema.content());
        versions.add(added);
        return added;
    }

    private SchemaId id(Context context, CanonicalSchema schema) {
        List<StoredSchema> stored = contents.computeIfAbsent(context, name -> new ArrayList<>());
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).guid().equals(schema.guid())) {
                return new SchemaId(i + 1);
            }
        }
        stored.add(new StoredSchema(schema.guid(), schema.content()));
        return new SchemaId(stored.size());
    }

    @Override
    public synchronized Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize) {
        if (!subjects.containsKey(subject)) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(subject);
        }
        return canonical(subject, schema, normalize)
                .then(canonical -> Answer.ofOptional(find(subject, canonical), ErrorCode.SCHEMA_NOT_FOUND.refusal()));
    }

    private Optional<RegisteredSchema> find(Subject subject, CanonicalSchema schema) {
        return of(subject).stream()
                .filter(version -> version.guid().equals(schema.guid()))
                .findFirst();
    }

    private List<RegisteredSchema> of(Subject subject) {
        return subjects.getOrDefault(subject, List.of());
    }

    private Answer<CanonicalSchema> canonical(Subject subject, SchemaText schema, Normalize normalize) {
        return parse(subject, schema)
                .map(parsed -> CanonicalSchema.of(schema.withText(
                        normalize == Normalize.YES ? parsed.normalizedText() : parsed.canonicalText())));
    }

    private Answer<ParsedSchema> parse(Subject subject, SchemaText schema) {
        List<ResolvedReference> dependencies = new ArrayList<>();
        return collect(schema, subject.context(), dependencies).then(complete -> {
            ParseResult result = format.parse(schema.text(), complete, SchemaFormat.Strictness.NEW);
            return result instanceof ParseResult.Parsed parsed
                    ? Answer.done(parsed.schema())
                    : ErrorCode.INVALID_SCHEMA.refused(((ParseResult.Invalid) result).reason());
        });
    }

    private Answer<List<ResolvedReference>> collect(SchemaText schema, Context home, List<ResolvedReference> into) {
        Answer<List<ResolvedReference>> collected = Answer.done(into);
        for (var reference : schema.references()) {
            Subject target = Subject.parse(reference.subject(), home);
            VersionSelector selector = VersionSelector.of(reference.version()).orElse(VersionSelector.LATEST);
            collected = collected.then(before -> version(target, selector)
                    .then(found -> collect(found.schema(), target.context(), before)
                            .map(complete -> {
                                complete.add(new ResolvedReference(
                                        reference, found.schema().text()));
                                return complete;
                            })));
        }
        return collected;
    }

    @Override
    public synchronized Answer<StoredSchema> schema(Context context, SchemaId id) {
        List<StoredSchema> stored = contents.getOrDefault(context, List.of());
        return id.value() >= 1 && id.value() <= stored.size()
                ? Answer.done(stored.get(id.value() - 1))
                : ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id);
    }

    @Override
    public synchronized Answer<StoredSchema> schema(SchemaGuid guid) {
        return Answer.ofOptional(
                contents.values().stream()
                        .flatMap(List::stream)
                        .filter(stored -> stored.guid().equals(guid))
                        .findFirst(),
                ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(guid));
    }

    @Override
    public synchronized Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        List<RegisteredSchema> versions = of(subject);
        if (versions.isEmpty()) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(subject);
        }
        int number = selector instanceof VersionSelector.Exact exact
                ? exact.version().number()
                : versions.size();
        return number <= versions.size()
                ? Answer.done(versions.get(number - 1))
                : ErrorCode.VERSION_NOT_FOUND.refused(number);
    }

    @Override
    public synchronized Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        List<RegisteredSchema> versions = of(subject);
        if (versions.isEmpty()) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(subject);
        }
        return Answer.ofOptional(
                versions.stream()
                        .filter(version -> properties(version).entrySet().containsAll(properties.entrySet()))
                        .reduce((lower, higher) -> higher),
                ErrorCode.SCHEMA_NOT_FOUND.refusal());
    }

    private static Map<String, String> properties(RegisteredSchema version) {
        return version.schema().metadata().map(Metadata::properties).orElseGet(Collections::emptySortedMap);
    }

    /** Says from now on that a topic is associated with a subject, beside the subjects that it has already. */
    public synchronized void associate(String topic, RecordPart part, Subject subject) {
        associations
                .computeIfAbsent(new TopicPart(topic, part), first -> new ArrayList<>())
                .add(subject);
    }

    @Override
    public synchronized Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        return Answer.done(List.copyOf(associations.getOrDefault(new TopicPart(topic, part), List.of())));
    }

    @Override
    public synchronized Answer<List<Version>> versions(Subject subject) {
        List<Version> versions =
                of(subject).stream().map(RegisteredSchema::version).toList();
        return versions.isEmpty() ? ErrorCode.SUBJECT_NOT_FOUND.refused(subject) : Answer.done(versions);
    }

    @Override
    public synchronized Answer<List<Subject>> subjects(String prefix) {
        return Answer.done(subjects.keySet().stream()
                .filter(subject -> subject.qualified().startsWith(prefix))
                .toList());
    }

    @Override
    public synchronized Answer<List<SubjectVersion>> uses(Context context, SchemaId id, Deleted deleted) {
        return schema(context, id)
                .map(stored -> subjects.values().stream()
                        .flatMap(List::stream)
                        .filter(version -> version.subject().context().equals(context)
                                && version.id().equals(id))
                        .map(version -> new SubjectVersion(version.subject(), version.version()))
                        .toList());
    }

    @Override
    public synchronized Answer<List<ContextId>> ids(SchemaGuid guid) {
        List<ContextId> ids = new ArrayList<>();
        contents.forEach((context, stored) -> {
            for (int i = 0; i < stored.size(); i++) {
                if (stored.get(i).guid().equals(guid)) {
                    ids.add(new ContextId(context, new SchemaId(i + 1)));
                }
            }
        });
        return Answer.done(ids);
    }

    @Override
    public synchronized Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize) {
        List<RegisteredSchema> versions = of(subject);
        if (versions.isEmpty()) {
            return parse(subject, schema).map(parsed -> new CompatibilityReport(true, List.of(), List.of()));
        }
        RegisteredSchema latest = versions.get(versions.size() - 1);
        return parse(subject, schema)
                .then(candidate -> parse(subject, latest.schema())
                        .map(earlier -> report(candidate, new EarlierVersion(latest.version(), latest.id(), earlier))));
    }

    private static CompatibilityReport report(ParsedSchema candidate, EarlierVersion latest) {
        Verdict verdict = new CompatibilityChecker().check(candidate, List.of(latest), CompatibilityLevel.BACKWARD);
        if (verdict instanceof Verdict.Incompatible incompatible) {
            return new CompatibilityReport(false, LegacyMessages.of(incompatible, false), incompatible.differences());
        }
        // What cannot be decided is not taken for compatible.
        return verdict instanceof Verdict.Compatible compatible
                ? new CompatibilityReport(true, List.of(), List.of(), compatible.warnings())
                : new CompatibilityReport(false, List.of(), List.of(((Verdict.Undecided) verdict).reason()));
    }

    /** Keeps what is stored: others may share the scope. */
    @Override
    public void close() {}

    private record TopicPart(String topic, RecordPart part) {}
}

package dev.signet.client;

import dev.signet.client.metrics.Figure;
import dev.signet.client.metrics.Measured;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Remembers what a registry has said and cannot take back: the schema of an id or GUID, and the version and id of a
 * registered text. Keys are values, so two equal texts are one entry. The latest version of a subject, also that
 * with some metadata, and the subjects of a topic age as {@link Ageing} says, by default at once. Refusals, lists and verdicts are asked for each time. Threads that miss the
 * same key wait for one request. Safe for concurrent use.
 */
public final class CachingSchemaRegistry implements SchemaRegistry, Measured {
    private final SchemaRegistry registry;
    private final Caches caches;
    private final Runnable closing;

    private record Caches(
            SharedLoads<ContextAndId, StoredSchema> byId,
            SharedLoads<SchemaGuid, StoredSchema> byGuid,
            SharedLoads<Content, RegisteredSchema> registered,
            SharedLoads<Content, RegisteredSchema> found,
            AgeingAnswers<Subject, RegisteredSchema> latest,
            AgeingAnswers<WithProperties, RegisteredSchema> byMetadata,
            AgeingAnswers<Topic, List<Subject>> subjects) {
        List<SharedLoads<?, ?>> lasting() {
            return List.of(byId, byGuid, registered, found);
        }

        List<AgeingAnswers<?, ?>> ageing() {
            return List.of(latest, byMetadata, subjects);
        }
    }

    /**
     * Puts caches before a registry, and closes it when closed.
     *
     * @param entries most entries of each cache, at least 1
     */
    public CachingSchemaRegistry(SchemaRegistry registry, int entries) {
        this(registry, entries, Ageing.NONE);
    }

    /**
     * Puts caches before a registry, and closes it when closed.
     *
     * @param entries most entries of each cache, at least 1
     * @param ageing how long an answer that may change is believed
     */
    public CachingSchemaRegistry(SchemaRegistry registry, int entries, Ageing ageing) {
        this.registry = registry;
        this.caches = new Caches(
                new SharedLoads<>(entries),
                new SharedLoads<>(entries),
                new SharedLoads<>(entries),
                new SharedLoads<>(entries),
                new AgeingAnswers<>(ageing, entries, System::nanoTime),
                new AgeingAnswers<>(ageing, entries, System::nanoTime),
                new AgeingAnswers<>(ageing, entries, System::nanoTime));
        this.closing = registry::close;
    }

    private CachingSchemaRegistry(CachingSchemaRegistry other, Runnable closing) {
        this.registry = other.registry;
        this.caches = other.caches;
        this.closing = closing;
    }

    /** The same registry and caches for one more user, whose closing runs the given action and nothing else, once. */
    CachingSchemaRegistry sharedBy(Runnable closing) {
        AtomicBoolean open = new AtomicBoolean(true);
        return new CachingSchemaRegistry(this, () -> {
            if (open.getAndSet(false)) {
                closing.run();
            }
        });
    }

    /** What the caches did, and what their registry did where it can tell. */
    @Override
    public List<Figure> figures() {
        return Stream.concat(
                        Stream.of(
                                new Figure(
                                        "registry-cache-hits-total",
                                        "answers given without asking the registry",
                                        () -> sum(SharedLoads::hits)),
                                new Figure(
                                        "registry-cache-misses-total",
                                        "questions whose answer was not remembered",
                                        () -> sum(SharedLoads::misses)),
                                new Figure(
                                        "registry-cache-size",
                                        "answers remembered",
                                        () -> sum(SharedLoads::size) + ageing(AgeingAnswers::size)),
                                new Figure(
                                        "registry-stale-answers-total",
                                        "failed questions for which an old answer stood in",
                                        () -> ageing(AgeingAnswers::stale))),
                        registry instanceof Measured measured ? measured.figures().stream() : Stream.of())
                .toList();
    }

    private long sum(ToLongFunction<SharedLoads<?, ?>> figure) {
        return caches.lasting().stream().mapToLong(figure).sum();
    }

    private long ageing(ToLongFunction<AgeingAnswers<?, ?>> figure) {
        return caches.ageing().stream().mapToLong(figure).sum();
    }

    @Override
    public Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize) {
        return caches.registered()
                .get(new Content(subject, schema, normalize), () -> registry.register(subject, schema, normalize));
    }

    @Override
    public Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize) {
        return caches.found()
                .get(new Content(subject, schema, normalize), () -> registry.lookup(subject, schema, normalize));
    }

    @Override
    public Answer<StoredSchema> schema(Context context, SchemaId id) {
        return caches.byId().get(new ContextAndId(context, id), () -> registry.schema(context, id));
    }

    @Override
    public Answer<StoredSchema> schema(SchemaGuid guid) {
        return caches.byGuid().get(guid, () -> registry.schema(guid));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        return selector instanceof VersionSelector.Exact
                ? registry.version(subject, selector)
                : caches.latest().get(subject, () -> registry.version(subject, selector));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        return caches.byMetadata()
                .get(new WithProperties(subject, properties), () -> registry.version(subject, properties));
    }

    @Override
    public Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        return caches.subjects().get(new Topic(cluster, topic, part), () -> registry.associated(cluster, topic, part));
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
    public Answer<List<SubjectVersion>> uses(Context context, SchemaId id, Deleted deleted) {
        return registry.uses(context, id, deleted);
    }

    @Override
    public Answer<List<ContextId>> ids(SchemaGuid guid) {
        return registry.ids(guid);
    }

    @Override
    public Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize) {
        return registry.check(subject, schema, normalize);
    }

    @Override
    public void close() {
        closing.run();
    }

    private record ContextAndId(Context context, SchemaId id) {}

    private record WithProperties(Subject subject, Map<String, String> properties) {
        WithProperties {
            properties = Map.copyOf(properties);
        }
    }

    private record Topic(String cluster, String name, RecordPart part) {}

    private record Content(Subject subject, SchemaText schema, Normalize normalize) {}
}

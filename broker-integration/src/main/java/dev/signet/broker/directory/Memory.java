package dev.signet.broker.directory;

import dev.signet.broker.directory.CacheCodec.UnreadableException;
import dev.signet.broker.directory.CacheContent.OfSchema;
import dev.signet.broker.directory.CacheContent.OfSubject;
import dev.signet.broker.directory.CacheContent.OfTopic;
import dev.signet.broker.directory.KnownSchema.Key;
import dev.signet.broker.directory.KnownSchema.Uses;
import dev.signet.broker.directory.RuleState.Association;
import dev.signet.broker.directory.SubjectState.Existence;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What a directory knows, written to a file now and then, and read from it at the start. Safe for use by many threads. */
final class Memory {

    private static final long WRITTEN_AFTER_CHANGE = TimeUnit.SECONDS.toNanos(5);
    /** Only how old answers are has changed. */
    private static final long WRITTEN_ANYWAY = TimeUnit.MINUTES.toNanos(5);

    private record Topic(String name, Side side) {
        static Topic of(SubjectRule rule) {
            return new Topic(rule.topic(), rule.side());
        }
    }

    /** What is known of a topic, and when a rule last asked for it. */
    private record OfRule(Association association, long seenAt) {}

    private record Idle(KnownSchema schema, long nanos) {}

    private final CacheFile file;
    private final Learnt learnt;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Map<Topic, OfRule> topics = new ConcurrentHashMap<>();
    private volatile boolean loaded;
    private long topicChanges;
    private long written;
    private long writtenAt;

    /**
     * Nothing is read yet.
     *
     * @param clock tells how old is what was written by another process
     */
    Memory(CacheFile file, Learnt learnt, LongSupplier nanoTime, InstantSource clock) {
        this.file = file;
        this.learnt = learnt;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.writtenAt = nanoTime.getAsLong();
    }

    DirectoryState.DiskCache state() {
        return file.state();
    }

    /** What was last known of the rule's topic; empty if nothing was. */
    Optional<Association> association(SubjectRule rule) {
        return Optional.ofNullable(topics.get(Topic.of(rule))).map(OfRule::association);
    }

    /** Reads the file, and knows what it says unless more is known already. Whoever needs that calls it; it is read once. */
    @SuppressWarnings("CatchingUnchecked") // whatever the file says, it has to be written again
    synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            file.read().ifPresent(this::takeIn);
        } catch (RuntimeException | StackOverflowError fault) {
            file.putAside(new UnreadableException("what it says cannot be taken in: " + fault));
        } finally {
            loaded = true;
            written = changes();
        }
    }

    private void takeIn(CacheContent content) {
        for (OfSubject each : content.subjects()) {
            learnt.presences().remember(each.subject(), new Existence(each.said(), nanos(each.at())));
        }
        for (OfTopic each : content.topics()) {
            topics.putIfAbsent(
                    new Topic(each.name(), each.side()),
                    new OfRule(
                            new Association(each.subject(), each.ambiguous(), nanos(each.at())), nanoTime.getAsLong()));
        }
        List<OfSchema> lastUsedLast = new ArrayList<>(content.schemas());
        Collections.reverse(lastUsedLast);
        lastUsedLast.forEach(each -> learnt.schemas().add(known(each)));
    }

    private KnownSchema known(OfSchema each) {
        SchemaContent content =
                each.reason().isEmpty() ? StoredSchemas.again(each.text()) : SchemaContent.unusable(each.reason());
        return KnownSchema.remembered(
                new Key(each.context(), each.id()),
                each.guid(),
                content,
                new Uses(each.live(), each.all(), nanos(each.at())),
                nanoTime.getAsLong() + ThreadLocalRandom.current().nextLong(Freshness.RENEWAL_SPREAD));
    }

    private long nanos(long millis) {
        return nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, clock.millis() - millis));
    }

    private long changes() {
        return learnt.schemas().changes() + learnt.presences().changes() + collectTopics();
    }

    /** Takes over what the rules have learnt; tells how often that was something new. */
    private long collectTopics() {
        long now = nanoTime.getAsLong();
        for (RuleState rule : learnt.rules()) {
            Association last = rule.association();
            if (last != null) {
                OfRule before = topics.put(Topic.of(rule.rule()), new OfRule(last, now));
                boolean same = before != null && before.association().subject().equals(last.subject());
                topicChanges += same ? 0 : 1;
            }
        }
        topicChanges += topics.values().removeIf(each -> now - each.seenAt() > Freshness.KEPT) ? 1 : 0;
        return topicChanges;
    }

    /** Writes if it is time to. */
    synchronized void keep() {
        long idle = nanoTime.getAsLong() - writtenAt;
        if (idle >= (changes() == written ? WRITTEN_ANYWAY : WRITTEN_AFTER_CHANGE)) {
            write();
        }
    }

    /** Writes; called at the end. */
    synchronized void write() {
        if (!loaded) {
            return;
        }
        long now = changes();
        if (file.write(content())) {
            written = now;
        }
        writtenAt = nanoTime.getAsLong();
    }

    private CacheContent content() {
        long now = nanoTime.getAsLong();
        List<OfSchema> schemas = learnt.schemas().all().stream()
                .map(schema -> new Idle(schema, now - schema.usedAt(now)))
                .sorted(Comparator.comparingLong(Idle::nanos))
                .map(each -> written(each.schema(), now))
                .toList();
        List<OfSubject> subjects = new ArrayList<>();
        learnt.presences().all().forEach((subject, state) -> {
            Existence last = state.existence();
            if (last != null) {
                subjects.add(new OfSubject(subject, last.said(), millis(last.at(), now)));
            }
        });
        List<OfTopic> associations = new ArrayList<>();
        topics.forEach((topic, each) -> {
            Association last = each.association();
            associations.add(
                    new OfTopic(topic.name(), topic.side(), last.subject(), last.ambiguous(), millis(last.at(), now)));
        });
        return new CacheContent(schemas, subjects, associations);
    }

    private OfSchema written(KnownSchema schema, long now) {
        Uses uses = schema.uses();
        return new OfSchema(
                schema.context(),
                schema.key().id(),
                schema.guid(),
                schema.content().text(),
                schema.content().reason(),
                uses.live(),
                uses.all(),
                millis(uses.at(), now));
    }

    private long millis(long nanos, long now) {
        return clock.millis() - TimeUnit.NANOSECONDS.toMillis(now - nanos);
    }
}

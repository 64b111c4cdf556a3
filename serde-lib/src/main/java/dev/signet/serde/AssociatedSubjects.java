package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.schema.Answer;
import dev.signet.schema.Subject;
import dev.signet.serde.config.Side;
import dev.signet.serde.config.SubjectNaming;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * With which subject the registry says that a topic is associated. It is asked once for each topic, however many threads
 * wait, and again when the answer has expired. Safe for concurrent use.
 */
final class AssociatedSubjects {
    private final SchemaRegistry registry;
    private final SubjectNaming.Associated by;
    private final RecordPart part;
    private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();

    AssociatedSubjects(SchemaRegistry registry, SubjectNaming.Associated by, Side side) {
        this.registry = registry;
        this.by = by;
        this.part = side == Side.KEY ? RecordPart.KEY : RecordPart.VALUE;
    }

    /**
     * The subject; empty if there is no association.
     *
     * @throws IllegalArgumentException if there are several, or the registry refuses to say
     */
    Optional<Subject> of(String topic) {
        if (topics.size() >= by.cacheSize() && !topics.containsKey(topic)) {
            topics.clear();
        }
        return topics.computeIfAbsent(topic, Topic::new).subject();
    }

    private Optional<Subject> ask(String topic) {
        Answer<List<Subject>> answer = registry.associated(by.cluster(), topic, part);
        if (answer instanceof Answer.Done<List<Subject>> done) {
            List<Subject> found = done.value();
            if (found.size() > 1) {
                throw new IllegalArgumentException("the topic is associated with several subjects, " + found
                        + "; name its cluster with subject.name.strategy.kafka.cluster.id, or take associations away");
            }
            return found.stream().findFirst();
        }
        throw new IllegalArgumentException("the registry refuses to say with which subject the topic is associated: "
                + ((Answer.Refused<List<Subject>>) answer).refusal().message());
    }

    /** What is known of one topic. Its own lock lets other topics be asked for meanwhile. */
    private final class Topic {
        private final String name;
        private final Freshness fresh = new Freshness(by.expiry());
        private @Nullable Optional<Subject> known;

        Topic(String name) {
            this.name = name;
        }

        synchronized Optional<Subject> subject() {
            Optional<Subject> before = known;
            if (before != null && !fresh.isOver()) {
                return before;
            }
            known = null;
            Optional<Subject> now = ask(name);
            known = now;
            return now;
        }
    }
}

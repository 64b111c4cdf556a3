package dev.signet.broker;

import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A directory whose answers a test writes down. */
public final class DirectoryTwin implements SchemaDirectory {

    private static final SchemaAnswer UNKNOWN = new SchemaAnswer.UnknownId();

    private final Map<Subject, SubjectPresence> subjects = new ConcurrentHashMap<>();
    private final Map<Integer, SchemaAnswer> schemas = new ConcurrentHashMap<>();
    private final Map<UUID, SchemaAnswer> guids = new ConcurrentHashMap<>();
    private volatile long awayNanos;

    public DirectoryTwin subject(String name, SubjectPresence presence) {
        subjects.put(Subject.of(name), presence);
        return this;
    }

    public DirectoryTwin schema(int id, SchemaAnswer answer) {
        schemas.put(id, answer);
        return this;
    }

    public DirectoryTwin schema(UUID guid, SchemaAnswer answer) {
        guids.put(guid, answer);
        return this;
    }

    public DirectoryTwin away(Duration time) {
        awayNanos = time.toNanos();
        return this;
    }

    @Override
    public SubjectPresence presence(SubjectRule rule) {
        return subjects.getOrDefault(rule.ofTopic(), SubjectPresence.ABSENT);
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, int id) {
        return schemas.getOrDefault(id, UNKNOWN);
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
        return guids.getOrDefault(new UUID(guidHigh, guidLow), UNKNOWN);
    }

    @Override
    public long awayNanos() {
        return awayNanos;
    }
}

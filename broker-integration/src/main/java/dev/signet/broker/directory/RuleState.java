package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What has been learnt for one rule: the schemas that it admits, the ids that it does not, and the subject that its topic
 * is associated with. Safe for use by many threads.
 */
final class RuleState {

    private static final long NOTED_AFTER = TimeUnit.SECONDS.toNanos(1);

    /** A schema that the rule admits, and what records with it meet. */
    record Admitted(KnownSchema schema, SchemaAnswer answer) {}

    /**
     * What the registry last said about the topic's associations.
     *
     * @param subject the subject; empty if there is none, or no telling which
     * @param ambiguous whether there are several, so that none is right
     * @param at when that was
     */
    record Association(Optional<Subject> subject, boolean ambiguous, long at) {}

    private final SubjectRule rule;
    private final Optional<Subject> ofTopic;
    private final Optional<SubjectNaming> configured;
    private final Denials denials;
    private volatile IdTable<Admitted> byId = IdTable.empty();
    private volatile IdTable<Admitted> byGuid = IdTable.empty();
    private final Pace pace;
    private volatile @Nullable Association association;
    private final AtomicBoolean matching = new AtomicBoolean();
    private volatile boolean matched;
    private volatile long wantedAt;
    private volatile long usedAt;

    RuleState(SubjectRule rule, Denials denials, long now) {
        this.rule = rule;
        this.ofTopic = Optional.of(rule.ofTopic());
        this.configured = Optional.of(rule.naming());
        this.denials = denials;
        this.usedAt = now;
        this.pace = new Pace(now);
        this.wantedAt = now - Long.MAX_VALUE / 2;
    }

    SubjectRule rule() {
        return rule;
    }

    Denials denials() {
        return denials;
    }

    @Nullable
    Admitted admitted(int id) {
        return byId.get(id);
    }

    @Nullable
    Admitted admitted(long guidHigh, long guidLow) {
        return byGuid.get(guidHigh, guidLow);
    }

    boolean admitsAny() {
        return byId.size() > 0;
    }

    /** Whether the schemas that are known without having been asked for by the rule have been looked through. */
    boolean isMatched() {
        return matched;
    }

    /** Whether to look through them now; true once. */
    boolean beginMatching() {
        return matching.compareAndSet(false, true);
    }

    /** Takes in those of the schemas that the rule admits. */
    void match(Collection<KnownSchema> schemas) {
        for (KnownSchema schema : schemas) {
            if (answer(schema).isPresent()) {
                takeIn(schema);
            }
        }
        matched = true;
    }

    /** Somebody was told that there is nothing for the rule. */
    void wanted(long now) {
        wantedAt = now;
    }

    long wantedAt() {
        return wantedAt;
    }

    void used(long now) {
        if (now - usedAt > NOTED_AFTER) {
            usedAt = now;
        }
    }

    long usedAt() {
        return usedAt;
    }

    /** How often its association is asked for while no answer comes. */
    Pace pace() {
        return pace;
    }

    @Nullable
    Association association() {
        return association;
    }

    /** Whether the last answer about its association is as old as that, or older. */
    boolean isAssociationOlder(long now, long age) {
        Association last = association;
        return last != null && now - last.at() >= age;
    }

    /** Whether it cannot be said yet which subject the rule means. */
    boolean isOpen() {
        return rule.naming() == SubjectNaming.ASSOCIATED && association == null;
    }

    /**
     * Takes in what the topic is associated with; true if that is something else than before. What was admitted under
     * another subject is not any more.
     */
    synchronized boolean associate(Association found) {
        Association before = association;
        association = found;
        boolean changed = before != null
                && (!before.subject().equals(found.subject()) || before.ambiguous() != found.ambiguous());
        if (changed) {
            release();
        }
        return changed;
    }

    /** Forgets all but the association, and is not told of changes any more. */
    synchronized void release() {
        byId.forEach(admitted -> admitted.schema().releasedBy(this));
        byId = IdTable.empty();
        byGuid = IdTable.empty();
        denials.clear();
        matched = false;
        matching.set(false);
    }

    /** The way in which subjects are named now; empty if a subject is associated, or nothing is accepted. */
    Optional<SubjectNaming> naming() {
        Association last = association;
        if (rule.naming() != SubjectNaming.ASSOCIATED) {
            return configured;
        }
        return last == null || last.ambiguous() || last.subject().isPresent() ? Optional.empty() : rule.fallback();
    }

    /** The one subject of the rule, if there is one whatever the record's schema is. */
    Optional<Subject> onlySubject() {
        Association last = association;
        if (last != null && last.subject().isPresent()) {
            return last.subject();
        }
        return naming().filter(way -> way == SubjectNaming.TOPIC).isPresent() ? ofTopic : Optional.empty();
    }

    /** The subject that a schema has to belong to; empty if none will do. */
    Optional<Subject> subject(String recordName) {
        Optional<Subject> only = onlySubject();
        if (only.isPresent() || recordName.isEmpty()) {
            return only;
        }
        return naming().map(way -> rule.subject(way, recordName));
    }

    /** Why there is no such subject, in words. */
    String reasonForNone() {
        Association last = association;
        if (last != null && last.ambiguous()) {
            return "the topic is associated with several subjects; take associations away";
        }
        return naming().isEmpty()
                ? "no subject is associated with the topic"
                : "the subject is named by the record's schema, which has no name";
    }

    /** Where ids are looked up: an associated subject may live in a context of its own. */
    Context home() {
        Association last = association;
        return last == null
                ? rule.context()
                : last.subject().map(Subject::context).orElse(rule.context());
    }

    /** Admits a schema if its uses allow it, and stops admitting it if not. */
    synchronized Optional<SchemaAnswer> takeIn(KnownSchema schema) {
        // before its uses are read: whoever changes them from then on comes here
        schema.heldBy(this);
        Optional<SchemaAnswer> answer = answer(schema);
        if (answer.isEmpty()) {
            drop(schema);
            return answer;
        }
        Admitted admitted = new Admitted(schema, answer.get());
        UUID guid = schema.guid().value();
        byId = byId.with(schema.key().id(), admitted);
        byGuid = byGuid.with(guid.getMostSignificantBits(), guid.getLeastSignificantBits(), admitted);
        denials.remove(schema.key().id());
        denials.remove(schema.guid());
        if (schema.isGone()) {
            drop(schema);
        }
        return answer;
    }

    /** What records with a schema meet; empty if the rule does not admit it. */
    Optional<SchemaAnswer> answer(KnownSchema schema) {
        return schema.context().equals(home())
                ? subject(schema.content().recordName()).flatMap(schema::answer)
                : Optional.empty();
    }

    synchronized void drop(KnownSchema schema) {
        byId = byId.without(schema.key().id());
        SchemaGuid guid = schema.guid();
        byGuid = byGuid.without(
                guid.value().getMostSignificantBits(), guid.value().getLeastSignificantBits());
        schema.releasedBy(this);
    }
}

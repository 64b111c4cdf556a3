package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema that some topic may use: one for each context and id, shared by all rules. What it says is for ever; who uses
 * it is asked for again. Safe for use by many threads.
 */
final class KnownSchema {

    /**
     * Who uses an id.
     *
     * @param live subjects of which a live version has it
     * @param all those, and the ones of which only soft-deleted versions have it
     * @param at when the registry was asked, in nanoseconds
     */
    record Uses(Set<Subject> live, Set<Subject> all, long at) {
        Uses {
            live = Set.copyOf(live);
            all = Set.copyOf(all);
        }
    }

    /**
     * Where an id counts.
     *
     * @param context the context
     * @param id the id
     */
    record Key(Context context, int id) {}

    private final Key key;
    private final SchemaGuid guid;
    private final SchemaContent content;
    private final Set<RuleState> holders = ConcurrentHashMap.newKeySet();
    private volatile Uses uses;
    private volatile long renewAt;
    private volatile boolean asleep;
    private volatile boolean confirmed;
    private volatile boolean gone;
    /** Written without order on request threads: a lost mark costs a question at most. */
    private boolean touched;

    private volatile long usedAt;

    private KnownSchema(Key key, SchemaGuid guid, SchemaContent content, Uses uses, boolean confirmed) {
        this.key = key;
        this.guid = guid;
        this.content = content;
        this.uses = uses;
        this.usedAt = uses.at();
        this.renewAt = uses.at();
        this.confirmed = confirmed;
    }

    /** As the registry has just said it. */
    static KnownSchema asked(Key key, SchemaGuid guid, SchemaContent content, Uses uses) {
        return new KnownSchema(key, guid, content, uses, true);
    }

    /**
     * As it was once said; {@link #isConfirmed()} tells when it has been compared with the registry. Unless that happens
     * within a minute of the time for it, or somebody uses it, it falls asleep.
     *
     * @param renewAt when to ask for it
     */
    static KnownSchema remembered(Key key, SchemaGuid guid, SchemaContent content, Uses uses, long renewAt) {
        KnownSchema schema = new KnownSchema(key, guid, content, uses, false);
        schema.usedAt = renewAt - Freshness.AWAKE + Freshness.KEPT_FRESH;
        schema.renewAt = renewAt;
        return schema;
    }

    Key key() {
        return key;
    }

    Context context() {
        return key.context();
    }

    SchemaId id() {
        return new SchemaId(key.id());
    }

    SchemaGuid guid() {
        return guid;
    }

    SchemaContent content() {
        return content;
    }

    Uses uses() {
        return uses;
    }

    /** What records with this schema meet where the subject is asked for; empty if it does not use the schema. */
    Optional<SchemaAnswer> answer(Subject subject) {
        Uses now = uses;
        return now.all().contains(subject)
                ? Optional.of(answer(subject, !now.live().contains(subject)))
                : Optional.empty();
    }

    private SchemaAnswer answer(Subject subject, boolean deleted) {
        return content.check()
                .<SchemaAnswer>map(check -> new Known(subject, check, deleted))
                .orElseGet(() -> new Unusable(subject, content.reason(), deleted));
    }

    /** A rule may answer with it from now on without looking here; it hears of every change. */
    void heldBy(RuleState rule) {
        holders.add(rule);
    }

    /** Whether it is not kept any more. */
    boolean isGone() {
        return gone;
    }

    void releasedBy(RuleState rule) {
        holders.remove(rule);
    }

    /** Takes it from every rule that answers with it. */
    void leave() {
        gone = true;
        holders.forEach(rule -> rule.drop(this));
    }

    /** Takes in who uses it; an older answer than the last is passed over. True if somebody came or went. */
    boolean renew(Uses found, long nextAt) {
        boolean changed;
        synchronized (this) {
            if (found.at() - uses.at() < 0) {
                return false;
            }
            changed = !found.live().equals(uses.live()) || !found.all().equals(uses.all());
            uses = found;
            renewAt = nextAt;
            confirmed = true;
            asleep = false;
        }
        if (changed) {
            holders.forEach(rule -> rule.takeIn(this));
        }
        return changed;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    /** When to ask again who uses it. */
    long renewAt() {
        return renewAt;
    }

    void renewAt(long nanos) {
        renewAt = nanos;
    }

    /** Whether nobody has used it for so long that it is not asked for any more; the next use has to wait for that. */
    boolean isAsleep() {
        return asleep;
    }

    void fallAsleep() {
        asleep = true;
    }

    void wakeUp() {
        asleep = false;
    }

    /** A record came that has it. */
    void touch() {
        if (!touched) {
            touched = true;
        }
    }

    /** When it was last used, as far as has been noticed. */
    long usedAt(long now) {
        if (touched) {
            touched = false;
            usedAt = now;
        }
        return usedAt;
    }
}

package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.Denials.Denial;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import dev.signet.broker.directory.KnownSchema.Key;
import dev.signet.broker.directory.RuleState.Admitted;
import dev.signet.broker.directory.RuleState.Association;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory over a schema registry. What it does not know it looks up on threads of its own and calls pending.
 *
 * <p>A schema is remembered, and that it is still there is asked for again while it is in use. That an id is unknown,
 * that it belongs elsewhere or that a subject does not exist is believed for one second at most, and asked for again in
 * the background before that while somebody wants to know. While the registry cannot be asked, schemas stay known and
 * subjects stay present or absent as they were last seen, also across restarts if there is a folder to remember them in;
 * an id that is not known waits. Safe for use by many threads.
 */
public final class RegistryDirectory implements SchemaDirectory, AutoCloseable {

    private static final SchemaAnswer PENDING = new Pending();
    private static final SchemaAnswer UNKNOWN = new UnknownId();

    private final LongSupplier nanoTime;
    private final Outage outage;
    private final Requests requests;
    private final Lookups lookups;
    private final Presences presences;
    private final KnownSchemas schemas;
    private final SchemaQuestions questions;
    private final Optional<Memory> memory;
    private final ConcurrentHashMap<SubjectRule, RuleState> rules = new ConcurrentHashMap<>();
    private final AtomicInteger denials = new AtomicInteger();

    /**
     * A directory that asks the registry, which stays the caller's to close. A client that gives up soon and repeats
     * nothing serves best: whoever needs the answer asks again.
     */
    public RegistryDirectory(SchemaRegistry registry) {
        this(registry, DirectorySettings.STANDARD);
    }

    /** The same, with bounds and a folder as the settings say. */
    public RegistryDirectory(SchemaRegistry registry, DirectorySettings settings) {
        this(registry, settings, System::nanoTime, InstantSource.system());
    }

    RegistryDirectory(SchemaRegistry registry, DirectorySettings settings, LongSupplier nanoTime, InstantSource clock) {
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        TokenBucket bucket = new TokenBucket(settings.requestsPerSecond(), now);
        this.outage = new Outage(now, () -> ThreadLocalRandom.current().nextDouble());
        this.requests = new Requests(registry, bucket, nanoTime);
        this.lookups = new Lookups(nanoTime, bucket, outage, requests::anything);
        this.presences = new Presences(requests, lookups, outage, nanoTime);
        this.schemas = new KnownSchemas(settings.mostSchemas(), settings.mostBytes(), nanoTime);
        this.questions = new SchemaQuestions(requests, schemas, presences, nanoTime);
        Learnt learnt = new Learnt(rules.values(), schemas, presences);
        this.memory = settings.cacheFolder().map(folder -> new Memory(new CacheFile(folder), learnt, nanoTime, clock));
        start(new Upkeep(learnt, questions, lookups, outage, nanoTime));
    }

    private void start(Upkeep upkeep) {
        lookups.every(Freshness.ASKED_AGAIN, upkeep::run);
        memory.ifPresent(kept -> {
            lookups.once(kept::load);
            lookups.every(Freshness.BELIEVED, kept::keep);
        });
    }

    @Override
    public SubjectPresence presence(SubjectRule rule) {
        long now = nanoTime.getAsLong();
        RuleState state = used(rule, now);
        if (isOpen(state)) {
            askAssociation(state, now);
            return SubjectPresence.PENDING;
        }
        SubjectPresence presence = presenceNow(state);
        return presence == SubjectPresence.ABSENT && state.association() != null
                ? withoutSubject(state, now)
                : presence;
    }

    private SubjectPresence presenceNow(RuleState state) {
        Optional<Subject> only = state.onlySubject();
        if (only.isPresent()) {
            return presences.of(only.get(), state);
        }
        if (state.admitsAny()) {
            return SubjectPresence.PRESENT;
        }
        if (state.isMatched()) {
            return SubjectPresence.ABSENT;
        }
        if (state.beginMatching()) {
            lookups.once(() -> match(state));
        }
        return SubjectPresence.PENDING;
    }

    /** What was read from disk may show that there is something for a rule that looks at the records' schemas. */
    private void match(RuleState state) {
        memory.ifPresent(Memory::load);
        state.match(schemas.all());
    }

    /**
     * What to say of a topic for which there is nothing. While that is wanted it is asked for again beside, so what its
     * topic is associated with holds until an answer says otherwise; who comes after a pause waits for a new answer.
     */
    private SubjectPresence withoutSubject(RuleState state, long now) {
        boolean holds = !state.isAssociationOlder(now, Freshness.PRESENT_ASKED_AGAIN)
                || now - state.wantedAt() <= Freshness.KEPT_FRESH
                || presences.holds(now)
                || state.pace().isFailing();
        if (!holds) {
            return SubjectPresence.PENDING;
        }
        state.wanted(now);
        return SubjectPresence.ABSENT;
    }

    /** The state of a rule that is used now, which makes it worth asking what its topic is associated with. */
    private RuleState used(SubjectRule rule, long now) {
        RuleState state = state(rule);
        state.used(now);
        if (state.isAssociationOlder(now, Freshness.PRESENT_ASKED_AGAIN)) {
            askAssociation(state, now);
        }
        return state;
    }

    private void askAssociation(RuleState state, long now) {
        if (state.pace().isTimeToAsk(now)) {
            lookups.ask(state, questions.ofAssociation(state));
        }
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, int id) {
        RuleState state = used(rule, nanoTime.getAsLong());
        Admitted admitted = state.admitted(id);
        if (admitted != null) {
            return answer(state, admitted);
        }
        if (id < 0) {
            return UNKNOWN;
        }
        KnownSchema known = isOpen(state) ? null : schemas.get(new Key(state.home(), id));
        return remembered(state, id, known).orElseGet(() -> asked(state, id, questions.of(state, id)));
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
        RuleState state = used(rule, nanoTime.getAsLong());
        Admitted admitted = state.admitted(guidHigh, guidLow);
        if (admitted != null) {
            return answer(state, admitted);
        }
        SchemaGuid guid = new SchemaGuid(new UUID(guidHigh, guidLow));
        KnownSchema known = isOpen(state) ? null : schemas.get(state.home(), guid);
        return remembered(state, guid, known).orElseGet(() -> asked(state, guid, questions.of(state, guid)));
    }

    private boolean isOpen(RuleState state) {
        return state.isOpen() && !isRemembered(state);
    }

    private boolean isRemembered(RuleState state) {
        Optional<Association> once = memory.flatMap(kept -> kept.association(state.rule()));
        once.ifPresent(state::associate);
        return once.isPresent();
    }

    private SchemaAnswer answer(RuleState state, Admitted admitted) {
        KnownSchema schema = admitted.schema();
        if (schema.isAsleep() && !outage.isOn()) {
            lookups.ask(state, questions.ofUses(schema));
            return PENDING;
        }
        schema.touch();
        return admitted.answer();
    }

    /** What other rules have learnt, or was read from disk; empty if the registry has to be asked. */
    private Optional<SchemaAnswer> remembered(RuleState state, Object key, @Nullable KnownSchema schema) {
        return schema == null || state.denials().get(key) != null
                ? Optional.empty()
                : state.takeIn(schema).map(answer -> answer(state, new Admitted(schema, answer)));
    }

    private SchemaAnswer asked(RuleState state, Object key, Question question) {
        Denial denial = state.denials().get(key);
        long now = nanoTime.getAsLong();
        long age = denial == null ? Long.MAX_VALUE : now - denial.at();
        if (age > Freshness.ASKED_AGAIN) {
            lookups.ask(state, question);
        }
        if (denial == null) {
            return PENDING;
        }
        if (denial.isPending()) {
            return new Pending(now - denial.since());
        }
        return age <= Freshness.BELIEVED ? denial.answer() : PENDING;
    }

    @Override
    public long awayNanos(SubjectRule rule) {
        RuleState state = rules.get(rule);
        long now = nanoTime.getAsLong();
        long failing = state == null
                ? 0
                : Math.max(
                        state.pace().failingNanos(now),
                        state.onlySubject()
                                .map(only -> presences.failingNanos(only, now))
                                .orElse(0L));
        return Math.max(awayNanos(), failing);
    }

    @Override
    public long awayNanos() {
        return outage.nanos(nanoTime.getAsLong());
    }

    /** What is known now, and how old it is. */
    public DirectoryState state() {
        long now = nanoTime.getAsLong();
        long oldest = schemas.all().stream()
                .filter(schema -> !schema.isAsleep())
                .mapToLong(schema -> now - schema.uses().at())
                .max()
                .orElse(0);
        return new DirectoryState(
                schemas.size(),
                presences.all().size(),
                Duration.ofNanos(Math.max(0, oldest)),
                !outage.isOn(),
                Duration.ofNanos(outage.nanos(now)),
                lookups.pending(),
                requests.sent(),
                memory.map(Memory::state).orElse(DiskCache.OFF));
    }

    @Override
    public void close() {
        lookups.close();
        memory.ifPresent(Memory::write);
    }

    private RuleState state(SubjectRule rule) {
        RuleState state = rules.get(rule);
        return state != null
                ? state
                : rules.computeIfAbsent(
                        rule, unseen -> new RuleState(unseen, new Denials(denials), nanoTime.getAsLong()));
    }
}

package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.SubjectState.Denial;
import dev.signet.broker.directory.SubjectState.Existence;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.ContextId;
import dev.signet.client.SchemaRegistry.SubjectVersion;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The directory over a schema registry. What it does not know it looks up on threads of its own and calls pending.
 *
 * <p>A schema that belongs to a subject is remembered. That an id is unknown, that it belongs elsewhere or that a
 * subject does not exist is believed for one second at most, and asked for again in the background before that while
 * somebody wants to know. While the registry cannot be asked, schemas stay known and subjects stay present or absent as
 * they were last seen; an id that is not known waits. Safe for use by many threads.
 */
public final class RegistryDirectory implements SchemaDirectory, AutoCloseable {

    private static final long BELIEVED = TimeUnit.SECONDS.toNanos(1);
    private static final long ASKED_AGAIN = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long PRESENT_ASKED_AGAIN = TimeUnit.SECONDS.toNanos(10);
    private static final long KEPT_FRESH = TimeUnit.MINUTES.toNanos(1);

    private static final SchemaAnswer PENDING = new Pending();
    private static final SchemaAnswer UNKNOWN = new UnknownId();

    private record SubjectQuestion(Subject subject) {}

    private record SchemaQuestion(SubjectState state, Object key) {}

    private final SchemaRegistry registry;
    private final StoredSchemas schemas;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<Subject, SubjectState> states = new ConcurrentHashMap<>();
    private final Lookups lookups;

    /**
     * A directory that asks the registry, which stays the caller's to close. A client that gives up soon and repeats
     * nothing serves best: whoever needs the answer asks again.
     */
    public RegistryDirectory(SchemaRegistry registry) {
        this(registry, System::nanoTime);
    }

    RegistryDirectory(SchemaRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.schemas = new StoredSchemas(registry);
        this.nanoTime = nanoTime;
        this.lookups = new Lookups(nanoTime);
        lookups.every(ASKED_AGAIN, this::keepFresh);
    }

    @Override
    public SubjectPresence presence(SubjectRule rule) {
        Subject subject = rule.ofTopic();
        SubjectState state = state(subject);
        Existence last = state.existence();
        long now = nanoTime.getAsLong();
        if (last != null && last.said() == SubjectPresence.PRESENT) {
            if (now - last.at() > PRESENT_ASKED_AGAIN) {
                askFor(subject, state);
            }
            return SubjectPresence.PRESENT;
        }
        state.wanted(now);
        boolean believed = last != null && (last.held() || now - last.at() <= BELIEVED);
        if (last == null || now - last.at() > BELIEVED) {
            askFor(subject, state);
        }
        return believed ? SubjectPresence.ABSENT : SubjectPresence.PENDING;
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, int id) {
        Subject subject = rule.ofTopic();
        SubjectState state = state(subject);
        Known known = state.known(id);
        if (known != null) {
            return known;
        }
        if (id < 0) {
            return UNKNOWN;
        }
        return undecided(state, id, () -> lookUp(subject, id, state));
    }

    @Override
    public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
        SubjectState state = state(rule.ofTopic());
        Known known = state.known(guidHigh, guidLow);
        if (known != null) {
            return known;
        }
        SchemaGuid guid = new SchemaGuid(new UUID(guidHigh, guidLow));
        return undecided(state, guid, () -> lookUp(rule.ofTopic(), guid, state));
    }

    private SchemaAnswer undecided(SubjectState state, Object key, Runnable lookup) {
        Denial denial = state.denial(key);
        long age = denial == null ? Long.MAX_VALUE : nanoTime.getAsLong() - denial.at();
        if (age > ASKED_AGAIN) {
            lookups.ask(new SchemaQuestion(state, key), lookup);
        }
        return denial != null && age <= BELIEVED ? denial.answer() : PENDING;
    }

    @Override
    public long awayNanos() {
        return lookups.failingFor();
    }

    @Override
    public void close() {
        lookups.close();
    }

    private SubjectState state(Subject subject) {
        SubjectState state = states.get(subject);
        return state != null ? state : states.computeIfAbsent(subject, unseen -> new SubjectState());
    }

    /** Spares a topic without a subject the wait that an answer grown too old would mean for its next batch. */
    private void keepFresh() {
        long now = nanoTime.getAsLong();
        states.forEach((subject, state) -> {
            Existence last = state.existence();
            if (last != null && last.said() == SubjectPresence.ABSENT && now - state.wantedAt() <= KEPT_FRESH) {
                askFor(subject, state);
            }
        });
    }

    private void askFor(Subject subject, SubjectState state) {
        lookups.ask(new SubjectQuestion(subject), () -> lookUp(subject, state));
    }

    private void lookUp(Subject subject, SubjectState state) {
        long askedAt = nanoTime.getAsLong();
        try {
            if (exists(subject)) {
                state.present(nanoTime.getAsLong());
            } else {
                state.absent(askedAt, nanoTime.getAsLong());
            }
        } catch (RuntimeException unanswered) {
            state.hold();
            throw unanswered;
        }
    }

    private boolean exists(Subject subject) {
        Answer<List<Version>> versions = registry.versions(subject);
        if (versions instanceof Answer.Refused<List<Version>> refused) {
            requireCode(refused.refusal(), ErrorCode.SUBJECT_NOT_FOUND);
            return false;
        }
        return true;
    }

    private void lookUp(Subject subject, int id, SubjectState state) {
        SchemaAnswer answer = resolve(subject, new SchemaId(id));
        long now = nanoTime.getAsLong();
        if (answer instanceof Known known) {
            state.learn(id, known, now);
        } else {
            state.deny(id, answer, now, BELIEVED);
        }
    }

    /** A content may have several ids in a context; the first that belongs to the subject decides. */
    private void lookUp(Subject subject, SchemaGuid guid, SubjectState state) {
        SchemaAnswer answer = UNKNOWN;
        for (ContextId bound : registry.ids(guid).asOptional().orElse(List.of())) {
            if (!(answer instanceof Known) && bound.context().equals(subject.context())) {
                answer = resolve(subject, bound.id());
            }
        }
        long now = nanoTime.getAsLong();
        if (answer instanceof Known known) {
            state.learn(guid, known, now);
        } else {
            state.deny(guid, answer, now, BELIEVED);
        }
    }

    private SchemaAnswer resolve(Subject subject, SchemaId id) {
        Answer<List<SubjectVersion>> uses = registry.uses(subject.context(), id);
        if (uses instanceof Answer.Refused<List<SubjectVersion>> refused) {
            requireCode(refused.refusal(), ErrorCode.SCHEMA_NOT_FOUND);
            return UNKNOWN;
        }
        List<Subject> users = uses.asOptional().orElseThrow().stream()
                .map(SubjectVersion::subject)
                .distinct()
                .toList();
        return users.contains(subject) ? schemas.answer(subject, id) : new OtherSubject(subject, users);
    }

    private static void requireCode(Refusal refusal, ErrorCode expected) {
        if (refusal.code().code() != expected.code()) {
            throw new RegistryUnavailableException("the registry answered: " + refusal.message());
        }
    }
}

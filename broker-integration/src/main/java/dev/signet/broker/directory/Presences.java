package dev.signet.broker.directory;

import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.SubjectState.Existence;
import dev.signet.schema.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Which subjects exist. That one does not is believed for a second, and for as long as the registry is away. Safe for use
 * by many threads.
 */
final class Presences {

    /** Up to this many absent subjects are asked for one by one. */
    private static final int FEW = 8;
    /** As many names in a list cost about as much as a question. */
    private static final int NAMES_A_QUESTION = 64;

    private record OfOne(Presences presences, Subject subject) implements Question {
        @Override
        public void ask() {
            presences.lookUp(subject);
        }

        @Override
        public void fail() {
            presences.state(subject).pace().failed(presences.nanoTime.getAsLong());
        }

        @Override
        public String toString() {
            return "the existence of subject '" + subject + "'";
        }
    }

    private record OfAll(Presences presences) implements Question {
        @Override
        public void ask() {
            presences.lookUpAll();
        }

        @Override
        public String toString() {
            return "the list of subjects";
        }
    }

    private final Requests requests;
    private final Lookups lookups;
    private final Outage outage;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<Subject, SubjectState> states = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile int listed;

    Presences(Requests requests, Lookups lookups, Outage outage, LongSupplier nanoTime) {
        this.requests = requests;
        this.lookups = lookups;
        this.outage = outage;
        this.nanoTime = nanoTime;
    }

    Map<Subject, SubjectState> all() {
        return states;
    }

    /** Grows whenever a subject turns out to be there or not to be. */
    long changes() {
        return changes.get();
    }

    private SubjectState state(Subject subject) {
        SubjectState state = states.get(subject);
        return state != null
                ? state
                : states.computeIfAbsent(subject, unseen -> new SubjectState(nanoTime.getAsLong()));
    }

    /**
     * Whether a subject exists, from memory.
     *
     * @param asker whose turn a question to the registry takes
     */
    SubjectPresence of(Subject subject, Object asker) {
        SubjectState state = state(subject);
        Existence last = state.existence();
        long now = nanoTime.getAsLong();
        state.used(now);
        if (last != null && last.said() == SubjectPresence.PRESENT) {
            boolean old = now - last.at() > Freshness.PRESENT_ASKED_AGAIN;
            if (old && state.pace().isTimeToAsk(now)) {
                lookups.ask(asker, new OfOne(this, subject));
            }
            return SubjectPresence.PRESENT;
        }
        state.wanted(now);
        if (last != null && now - last.at() <= Freshness.BELIEVED) {
            return SubjectPresence.ABSENT;
        }
        if (state.pace().isTimeToAsk(now)) {
            lookups.ask(asker, new OfOne(this, subject));
        }
        return last != null && holds(now) ? SubjectPresence.ABSENT : SubjectPresence.PENDING;
    }

    /** Whether answers hold although they are old: the registry is away, or was until a moment ago. */
    boolean holds(long now) {
        return outage.isOn() || now - outage.endedAt() <= Freshness.BELIEVED;
    }

    /** For how long the registry has not said whether a subject exists although it answers; 0 if that is not so. */
    long failingNanos(Subject subject, long now) {
        return state(subject).pace().failingNanos(now);
    }

    /** Takes in that a subject was there at a time. */
    void seen(Subject subject, long at) {
        if (state(subject).present(at)) {
            changes.incrementAndGet();
        }
    }

    /** Takes in what was once said. */
    void remember(Subject subject, Existence once) {
        state(subject).remember(once);
    }

    /** Spares a topic without a subject the wait that an answer grown too old would mean for its next batch. */
    void renew(long now) {
        states.values().removeIf(state -> now - state.usedAt() > Freshness.KEPT);
        if (outage.isOn()) {
            return;
        }
        List<Subject> wanted = states.entrySet().stream()
                .filter(each -> isWanted(each.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
        if (wanted.size() > FEW && (long) wanted.size() * NAMES_A_QUESTION > listed) {
            lookups.renew(new OfAll(this));
        } else {
            wanted.forEach(subject -> lookups.renew(new OfOne(this, subject)));
        }
    }

    private static boolean isWanted(SubjectState state, long now) {
        Existence last = state.existence();
        return last != null
                && last.said() == SubjectPresence.ABSENT
                && !state.pace().isFailing()
                && now - state.wantedAt() <= Freshness.KEPT_FRESH;
    }

    private void lookUp(Subject subject) {
        long sentAt = nanoTime.getAsLong();
        takeIn(state(subject), requests.exists(subject), sentAt);
    }

    private void lookUpAll() {
        long sentAt = nanoTime.getAsLong();
        Set<Subject> all = requests.subjects();
        listed = all.size();
        states.forEach((subject, state) -> {
            if (isWanted(state, sentAt)) {
                takeIn(state, all.contains(subject), sentAt);
            }
        });
    }

    private void takeIn(SubjectState state, boolean exists, long sentAt) {
        long now = nanoTime.getAsLong();
        state.pace().answered();
        if (exists ? state.present(sentAt) : state.absent(sentAt, now)) {
            changes.incrementAndGet();
        }
    }
}

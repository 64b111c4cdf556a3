package dev.signet.server.consistency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of a history, in keeping with the clock, in which a {@link RegistryModel} gives every reply: the
 * search of Wing and Gong with Lowe's memory of what was tried. A reply that only looked is taken as soon as it
 * fits, which loses no order. What may or may not have happened is tried where nothing else goes on.
 */
final class Linearization {
    private static final int LIMIT = 3_000_000;

    private final List<Operation> history;
    private final Calls calls;
    private final List<Integer> maybes = new ArrayList<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private final Set<Tried> tried = new HashSet<>();
    private final BitSet placed = new BitSet();
    private RegistryModel state;
    private long reached = Long.MIN_VALUE;
    private int farthest = -1;
    private String stuck = "";

    private Linearization(List<Operation> history, RegistryModel start) {
        this.history = history.stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        this.calls = new Calls(this.history);
        this.state = start;
        for (int i = 0; i < this.history.size(); i++) {
            if (this.history.get(i).isUnknown()) {
                maybes.add(i);
            }
        }
    }

    /** Why there is no such order; empty if there is one. */
    static Optional<String> problem(List<Operation> history, RegistryModel start) {
        return new Linearization(history, start).search();
    }

    private Optional<String> search() {
        Calls.@Nullable Entry entry = calls.first();
        int maybe = 0;
        for (int steps = 0; entry != null; steps++) {
            if (steps > LIMIT) {
                return Optional.of("no order was found in " + LIMIT + " steps; farthest: " + stuck);
            }
            if (entry.isCall()) {
                entry = place(entry) ? calls.first() : entry.next();
                maybe = 0;
                continue;
            }
            remember(entry);
            if (placeMaybe(maybe, entry)) {
                entry = calls.first();
                maybe = 0;
                continue;
            }
            Choice undone = back();
            if (undone == null) {
                return Optional.of(stuck);
            }
            entry = undone.call() == null ? calls.firstEnd() : undone.call().next();
            maybe = undone.maybe() + 1;
        }
        return Optional.empty();
    }

    private boolean place(Calls.Entry call) {
        Operation operation = history.get(call.index());
        RegistryModel.Outcome outcome = state.apply(operation.request());
        if (!fits(operation.reply(), outcome.reply()) || !isNew(call.index(), outcome.state())) {
            return false;
        }
        push(call, -1, call.index(), outcome.state());
        calls.take(call);
        return true;
    }

    /** Supposes that something happened after all, if it was asked for before the end that is due. */
    private boolean placeMaybe(int from, Calls.Entry due) {
        for (int i = from; i < maybes.size(); i++) {
            int index = maybes.get(i);
            Operation operation = history.get(index);
            if (operation.invoked() > history.get(due.index()).replied()) {
                return false;
            }
            RegistryModel after = state.apply(operation.request()).state();
            boolean possible = !placed.get(index) && operation.replied() >= reached;
            if (possible && !after.equals(state) && isNew(index, after)) {
                push(null, i, index, after);
                return true;
            }
        }
        return false;
    }

    private void push(Calls.@Nullable Entry call, int maybe, int index, RegistryModel after) {
        choices.push(new Choice(call, maybe, index, state, reached, isChoice(index, after)));
        state = after;
        reached = Math.max(reached, history.get(index).invoked());
        placed.set(index);
    }

    /**
     * Whether another place for it may lead elsewhere: a reply that only looked and fits has found the best one. That a
     * level was set is told in the same words whether it was another one before or not.
     */
    private boolean isChoice(int index, RegistryModel after) {
        Operation operation = history.get(index);
        return !after.equals(state) || operation.reply() instanceof Reply.Unread || setsLevel(operation.request());
    }

    private static boolean setsLevel(Request request) {
        return request instanceof Request.SetLevel
                || request instanceof Request.ChangeSet set
                        && set.changes().stream().anyMatch(Linearization::setsLevel);
    }

    private boolean isNew(int index, RegistryModel after) {
        if (!isChoice(index, after)) {
            return true;
        }
        BitSet with = (BitSet) placed.clone();
        with.set(index);
        return tried.add(new Tried(with, after));
    }

    /** Takes back the last change and all that only looked since. */
    private @Nullable Choice back() {
        while (!choices.isEmpty()) {
            Choice last = choices.pop();
            placed.clear(last.index());
            state = last.before();
            reached = last.reached();
            if (last.call() != null) {
                calls.putBack(last.call());
            }
            if (last.open()) {
                return last;
            }
        }
        return null;
    }

    private void remember(Calls.Entry due) {
        if (placed.cardinality() > farthest) {
            farthest = placed.cardinality();
            List<String> before = choices.stream()
                    .filter(Choice::open)
                    .limit(6)
                    .map(choice -> history.get(choice.index()).toString())
                    .toList();
            stuck =
                    "after %d of %d requests nothing explains%n    %s%n  on %s%n  whose last changes are, newest first,%n    %s"
                            .formatted(
                                    farthest,
                                    history.size(),
                                    history.get(due.index()),
                                    state,
                                    String.join(System.lineSeparator() + "    ", before));
        }
    }

    private static boolean fits(Reply reply, Reply expected) {
        if (reply instanceof Reply.Unread) {
            return true;
        }
        return withoutIds(reply).equals(expected);
    }

    /** The model knows no ids. */
    private static Reply withoutIds(Reply reply) {
        if (reply instanceof Reply.Registered registered) {
            return new Reply.Registered(0, registered.version());
        } else if (reply instanceof Reply.Found found) {
            return new Reply.Found(0, found.version(), found.content());
        } else if (reply instanceof Reply.Several several) {
            return new Reply.Several(
                    several.applied(),
                    several.replies().stream().map(Linearization::withoutIds).toList());
        }
        return reply;
    }

    private record Tried(BitSet placed, RegistryModel state) {}

    /**
     * A request that was given its place.
     *
     * @param call its entry; null if it may not have happened at all
     * @param maybe its place among those, or -1
     * @param index which it is
     * @param before the state that it met
     * @param reached the time that it is not before
     * @param open whether there are other places to try
     */
    private record Choice(
            Calls.@Nullable Entry call, int maybe, int index, RegistryModel before, long reached, boolean open) {}
}

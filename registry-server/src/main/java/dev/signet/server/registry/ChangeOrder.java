package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which the schemas of a change set are judged: those of one subject as they were sent, and each after the
 * schemas of the subjects that it takes types from, unless it names a version that was there before. Otherwise as they
 * were sent.
 */
final class ChangeOrder {
    private final List<Draft> drafts;
    private final Map<Subject, List<Integer>> bySubject = new LinkedHashMap<>();
    private final List<Set<Subject>> needed = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final Map<Integer, List<Subject>> cycles = new HashMap<>();

    /**
     * Finds the order.
     *
     * @param drafts the schemas, each with the subject that it goes to
     * @param stood whether a version was there before
     */
    ChangeOrder(List<Draft> drafts, Predicate<Target> stood) {
        this.drafts = List.copyOf(drafts);
        for (int i = 0; i < drafts.size(); i++) {
            bySubject
                    .computeIfAbsent(drafts.get(i).subject(), first -> new ArrayList<>())
                    .add(i);
        }
        drafts.forEach(draft -> needed.add(needed(draft, stood)));
        sort();
        if (order.size() < drafts.size()) {
            findCycles();
        }
    }

    /** The schemas that are in no cycle and need none that is, by their numbers. */
    List<Integer> order() {
        return order;
    }

    /** The others, each with the cycle that keeps it from having a place. */
    Map<Integer, List<Subject>> cycles() {
        return cycles;
    }

    /** The subjects of the set whose schemas come first. */
    Set<Subject> needed(int number) {
        return needed.get(number);
    }

    /** Where a schema goes. */
    Subject subject(int number) {
        return drafts.get(number).subject();
    }

    /** The schemas that go to a subject. */
    List<Integer> of(Subject subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    private Set<Subject> needed(Draft draft, Predicate<Target> stood) {
        Set<Subject> subjects = new LinkedHashSet<>();
        draft.submission().schema().references().stream()
                .map(draft::target)
                .filter(target -> bySubject.containsKey(target.subject()))
                .filter(target -> !target.subject().equals(draft.subject()))
                .filter(target -> !(target.isPinned() && stood.test(target)))
                .forEach(target -> subjects.add(target.subject()));
        return subjects;
    }

    /** Who must come directly before. The last schema of a subject stands for those before it. */
    private List<Integer> before(int number) {
        List<Integer> before = new ArrayList<>();
        needed.get(number).forEach(subject -> before.add(last(of(subject))));
        List<Integer> own = of(drafts.get(number).subject());
        int place = own.indexOf(number);
        if (place > 0) {
            before.add(own.get(place - 1));
        }
        return before;
    }

    private void sort() {
        int[] open = new int[drafts.size()];
        Map<Integer, List<Integer>> after = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < open.length; i++) {
            List<Integer> before = before(i);
            open[i] = before.size();
            int number = i;
            before.forEach(earlier ->
                    after.computeIfAbsent(earlier, any -> new ArrayList<>()).add(number));
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            int next = ready.poll();
            order.add(next);
            for (int later : after.getOrDefault(next, List.of())) {
                if (--open[later] == 0) {
                    ready.add(later);
                }
            }
        }
    }

    /** Whoever has no place waits for another one that has none; so walking on leads into a cycle. */
    private void findCycles() {
        Set<Integer> placed = Set.copyOf(order);
        for (int start = 0; start < drafts.size(); start++) {
            Deque<Integer> path = new ArrayDeque<>();
            int at = start;
            while (!placed.contains(at) && !cycles.containsKey(at) && !path.contains(at)) {
                path.addLast(at);
                at = before(at).stream()
                        .filter(earlier -> !placed.contains(earlier))
                        .findFirst()
                        .orElseThrow();
            }
            if (!path.isEmpty()) {
                List<Subject> cycle = cycles.containsKey(at) ? cycles.getOrDefault(at, List.of()) : cycle(path, at);
                path.forEach(member -> cycles.put(member, cycle));
            }
        }
    }

    private List<Subject> cycle(Deque<Integer> path, int from) {
        List<Subject> cycle = new ArrayList<>();
        boolean inside = false;
        for (int member : path) {
            inside |= member == from;
            Subject subject = drafts.get(member).subject();
            if (inside && (cycle.isEmpty() || !last(cycle).equals(subject))) {
                cycle.add(subject);
            }
        }
        if (!last(cycle).equals(cycle.get(0))) {
            cycle.add(cycle.get(0));
        }
        return cycle;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Follows references backwards. They cannot go in a circle; if they did, each version would still be met once. */
final class Dependents {
    private static final Comparator<SubjectVersion> BY_NAME =
            Comparator.comparing(SubjectVersion::subject).thenComparing(SubjectVersion::version);

    private final Map<SubjectVersion, List<Referral>> referring = new HashMap<>();
    private final Map<SubjectVersion, Referral> ways = new LinkedHashMap<>();
    private final Deque<SubjectVersion> open = new ArrayDeque<>();

    private Dependents(List<Referral> referrals) {
        referrals.stream()
                .sorted(Comparator.comparing(Referral::from, BY_NAME).thenComparing(Referral::name))
                .forEach(referral -> referring
                        .computeIfAbsent(referral.to(), target -> new ArrayList<>())
                        .add(referral));
    }

    /** The versions that depend on a subject, by subject and version. */
    static List<Dependent> of(Subject subject, List<Referral> referrals) {
        Dependents dependents = new Dependents(referrals);
        dependents.referring.keySet().stream()
                .filter(target -> target.subject().equals(subject))
                // What refers to several versions is shown to refer to the newest of them.
                .sorted(BY_NAME.reversed())
                .forEach(dependents.open::add);
        while (!dependents.open.isEmpty()) {
            dependents.visit(dependents.open.poll());
        }
        return dependents.ways.values().stream()
                .sorted(Comparator.comparing(Referral::from, BY_NAME))
                .map(way -> new Dependent(way.from(), way.id(), way.standing(), dependents.path(subject, way)))
                .toList();
    }

    private void visit(SubjectVersion target) {
        for (Referral referral : referring.getOrDefault(target, List.of())) {
            if (ways.putIfAbsent(referral.from(), referral) == null) {
                open.add(referral.from());
            }
        }
    }

    private List<Referral> path(Subject subject, Referral way) {
        List<Referral> path = new ArrayList<>(List.of(way));
        Referral last = way;
        while (!last.to().subject().equals(subject)) {
            last = Objects.requireNonNull(ways.get(last.to()));
            path.add(last);
        }
        return path;
    }
}

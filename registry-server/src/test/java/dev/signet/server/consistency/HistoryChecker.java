package dev.signet.server.consistency;

import dev.signet.server.consistency.Content.Part;
import dev.signet.server.consistency.Violation.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks what the clients of several replicas saw. The single promises are checked one by one, which gives short
 * evidence; {@link Linearization} then checks them all at once, with levels, deletes and references. Pure.
 */
final class HistoryChecker {
    private final List<Operation> asked;
    private final List<Operation> history;
    private final Level start;
    private final List<Violation> found = new ArrayList<>();

    private HistoryChecker(List<Operation> history, Level start) {
        this.asked = history;
        this.history = history.stream().flatMap(HistoryChecker::single).toList();
        this.start = start;
    }

    /** What a change set did, as if each of its changes had been asked for in the same time; nothing if it was refused. */
    private static Stream<Operation> single(Operation operation) {
        if (!(operation.request() instanceof Request.ChangeSet set)) {
            return Stream.of(operation);
        }
        if (operation.reply() instanceof Reply.Several several) {
            return several.applied()
                    ? IntStream.range(0, set.changes().size())
                            .mapToObj(i -> operation.with(
                                    set.changes().get(i), several.replies().get(i)))
                    : Stream.empty();
        }
        return set.changes().stream().map(change -> operation.with(change, operation.reply()));
    }

    /**
     * The violations of a history that starts on an empty registry.
     *
     * @param start the level in force until somebody sets another one
     */
    static List<Violation> violations(List<Operation> history, Level start) {
        HistoryChecker checker = new HistoryChecker(List.copyOf(history), start);
        checker.ids();
        checker.numbers();
        checker.reads();
        checker.pairs();
        checker.order();
        return List.copyOf(checker.found);
    }

    private record Sighting(int id, int version, Content content, Operation by) {}

    /** Everything that was said about which version of which subject is what. */
    private List<Sighting> sightings() {
        List<Sighting> all = new ArrayList<>();
        for (Operation operation : history) {
            if (operation.reply() instanceof Reply.Found it) {
                all.add(new Sighting(it.id(), it.version(), it.content(), operation));
            } else if (operation.reply() instanceof Reply.Registered it
                    && operation.request() instanceof Request.Register register) {
                all.add(new Sighting(it.id(), it.version(), register.content(), operation));
            }
        }
        return all;
    }

    private void ids() {
        Map<Integer, Content> contents = new HashMap<>();
        Map<Content, Integer> ids = new HashMap<>();
        sightings().forEach(seen -> bind(seen.id(), seen.content(), seen.by(), contents, ids));
        for (Operation operation : history) {
            if (operation.reply() instanceof Reply.Text text && operation.request() instanceof Request.ById byId) {
                bind(byId.id(), text.content(), operation, contents, ids);
            }
        }
        for (Operation operation : history) {
            if (operation.request() instanceof Request.ById byId
                    && operation.reply() instanceof Reply.Refused
                    && isKnown(byId.id(), operation)
                    && !mayHaveLostItsText(operation)) {
                add(Promise.ONE_ID_A_CONTENT, "an id that was given is not there: " + operation);
            }
        }
    }

    private boolean isKnown(int id, Operation read) {
        return sightings().stream()
                .anyMatch(seen -> seen.id() == id && seen.by().endedBefore(read));
    }

    private boolean mayHaveLostItsText(Operation read) {
        return history.stream()
                .anyMatch(other -> other.request() instanceof Request.Remove && other.invoked() < read.replied());
    }

    private void bind(
            int id, Content content, Operation by, Map<Integer, Content> contents, Map<Content, Integer> ids) {
        Content other = contents.putIfAbsent(id, content);
        if (other != null && !other.equals(content)) {
            add(Promise.ONE_ID_A_CONTENT, "id " + id + " is " + other + " and also: " + by);
        }
        Integer earlier = ids.putIfAbsent(content, id);
        if (earlier != null && earlier != id) {
            add(Promise.ONE_ID_A_CONTENT, content + " has id " + earlier + " and also: " + by);
        }
    }

    private void numbers() {
        for (String subject : subjects()) {
            TreeMap<Integer, Content> contents = new TreeMap<>();
            sightings().stream()
                    .filter(seen -> seen.by().request().subject().equals(subject))
                    .forEach(seen -> {
                        Content other = contents.putIfAbsent(seen.version(), seen.content());
                        if (other != null && !other.equals(seen.content())) {
                            add(
                                    Promise.ONE_CONTENT_A_VERSION,
                                    "version " + seen.version() + " is " + other + " and also: " + seen.by());
                        }
                    });
            gaps(subject, contents);
        }
    }

    /** A number that nobody was told was given to a registration whose reply got lost. */
    private void gaps(String subject, TreeMap<Integer, Content> contents) {
        Set<Integer> seen = new TreeSet<>(contents.keySet());
        of(subject).forEach(operation -> {
            if (operation.reply() instanceof Reply.Versions versions) {
                seen.addAll(versions.numbers());
            }
        });
        int highest = seen.stream().max(Integer::compare).orElse(0);
        long lost = of(subject).stream()
                .filter(operation -> operation.isUnknown() || operation.reply() instanceof Reply.Unread)
                .filter(operation -> operation.request() instanceof Request.Register)
                .count();
        if (highest - seen.size() > lost) {
            add(
                    Promise.GAPLESS_VERSIONS,
                    "versions of %s reach %d, but only %s were seen and %d replies got lost"
                            .formatted(subject, highest, seen, lost));
        }
    }

    /** An acknowledged version is in every list that is asked for later, until somebody starts to delete it. */
    private void reads() {
        for (String subject : subjects()) {
            List<Operation> about = of(subject);
            for (Operation read : about) {
                if (read.request() instanceof Request.ListVersions || read.request() instanceof Request.Latest) {
                    missing(about, read).ifPresent(write -> {
                        boolean seenLater = about.stream()
                                .anyMatch(later -> read.endedBefore(later) && shows(later, version(write)));
                        add(
                                seenLater ? Promise.NO_STALE_READ : Promise.NO_LOST_WRITE,
                                "not seen: " + write + System.lineSeparator() + "      by: " + read);
                    });
                }
            }
        }
    }

    private static Optional<Operation> missing(List<Operation> about, Operation read) {
        return read.isUnknown()
                ? Optional.empty()
                : about.stream()
                        .filter(write -> write.reply() instanceof Reply.Registered && write.endedBefore(read))
                        .filter(write -> !shows(read, version(write)))
                        .filter(write -> about.stream()
                                .noneMatch(other -> other.invoked() < read.replied() && hides(other, version(write))))
                        .findFirst();
    }

    private static boolean shows(Operation read, int version) {
        if (read.reply() instanceof Reply.Versions versions) {
            return versions.numbers().contains(version);
        }
        // The latest version says nothing of those before it.
        return read.reply() instanceof Reply.Found found && found.version() >= version;
    }

    private static boolean hides(Operation operation, int version) {
        return operation.request() instanceof Request.Hide hide && hide.version() == version;
    }

    private static int version(Operation write) {
        return ((Reply.Registered) write.reply()).version();
    }

    private void pairs() {
        for (String subject : subjects()) {
            boolean alwaysFull = start == Level.FULL
                    && of(subject).stream().noneMatch(operation -> operation.request() instanceof Request.SetLevel);
            if (alwaysFull && !RegistryModel.isOfWholes(subject)) {
                pairs(subject);
            }
        }
    }

    private void pairs(String subject) {
        Map<Integer, Part> parts = new TreeMap<>();
        sightings().stream()
                .filter(seen -> seen.by().request().subject().equals(subject))
                .forEach(seen -> parts.put(seen.version(), (Part) seen.content()));
        Set<String> told = new HashSet<>();
        for (Operation operation : of(subject)) {
            if (operation.reply() instanceof Reply.Versions versions) {
                List<Integer> known =
                        versions.numbers().stream().filter(parts::containsKey).toList();
                for (int left : known) {
                    known.stream()
                            .filter(right -> right > left && !Level.getAlong(part(parts, left), part(parts, right)))
                            .filter(right -> told.add(left + "/" + right))
                            .forEach(right -> add(
                                    Promise.NO_VIOLATING_PAIR,
                                    "%d: %s and %d: %s live side by side in %s"
                                            .formatted(left, part(parts, left), right, part(parts, right), operation)));
                }
            }
        }
    }

    private static Part part(Map<Integer, Part> parts, int version) {
        Part part = parts.get(version);
        if (part == null) {
            throw new IllegalStateException("version " + version + " was never seen");
        }
        return part;
    }

    /** Subjects that refer to each other are judged together, others apart. */
    private void order() {
        Map<String, List<Operation>> groups = new TreeMap<>();
        for (Operation operation : asked) {
            if (!(operation.request() instanceof Request.ById)) {
                String group = operation.request().subject().replace("-wholes", "");
                groups.computeIfAbsent(group, first -> new ArrayList<>()).add(operation);
            }
        }
        groups.forEach((group, operations) -> Linearization.problem(operations, RegistryModel.empty(start))
                .ifPresent(problem -> add(Promise.LINEARIZABLE, group + ": " + problem)));
    }

    private Collection<String> subjects() {
        Set<String> subjects = new TreeSet<>();
        history.forEach(operation -> subjects.add(operation.request().subject()));
        return subjects;
    }

    private List<Operation> of(String subject) {
        return history.stream()
                .filter(operation -> operation.request().subject().equals(subject))
                .toList();
    }

    private void add(Promise promise, String evidence) {
        found.add(new Violation(promise, evidence));
    }
}

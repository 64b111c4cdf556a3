package dev.signet.cli.verdicts;

import dev.signet.schema.avro.TypeNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The histories of schemas that others have published, each after those whose types it uses. */
final class PublishedHistories {
    private final Map<String, List<String>> histories = new TreeMap<>();
    private final Map<String, String> definedIn = new LinkedHashMap<>();

    /**
     * A schema over the years.
     *
     * @param name its folder
     * @param revisions its texts, the oldest first
     */
    record History(String name, List<String> revisions) {}

    private PublishedHistories() {}

    static PublishedHistories read(Path corpus) {
        PublishedHistories all = new PublishedHistories();
        try (Stream<Path> files = Files.walk(corpus)) {
            files.filter(file -> file.toString().endsWith(".avsc")).sorted().forEach(file -> {
                String folder = String.valueOf(corpus.relativize(file).getParent());
                String text = text(file);
                all.histories
                        .computeIfAbsent(folder, first -> new ArrayList<>())
                        .add(text);
                TypeNames.of(text).declared().forEach(type -> all.definedIn.putIfAbsent(type, folder));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    /** About as many as are wanted, evenly chosen, and those that they need. */
    List<History> some(int wanted) {
        List<String> names = List.copyOf(histories.keySet());
        Set<String> order = new LinkedHashSet<>();
        int count = Math.min(wanted, names.size());
        for (int i = 0; i < count; i++) {
            addAfterItsNeeds(names.get((int) ((long) i * names.size() / count)), order, new HashSet<>());
        }
        return order.stream().map(name -> new History(name, revisions(name))).toList();
    }

    private List<String> revisions(String name) {
        return List.copyOf(histories.getOrDefault(name, List.of()));
    }

    private void addAfterItsNeeds(String name, Set<String> order, Set<String> open) {
        if (order.contains(name) || !open.add(name)) {
            return;
        }
        for (String text : revisions(name)) {
            for (String type : TypeNames.of(text).used()) {
                Optional.ofNullable(definedIn.get(type)).ifPresent(other -> addAfterItsNeeds(other, order, open));
            }
        }
        order.add(name);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

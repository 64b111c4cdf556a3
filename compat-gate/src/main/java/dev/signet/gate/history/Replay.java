package dev.signet.gate.history;

import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaFile;
import dev.signet.schema.Subject;
import dev.signet.schema.registration.SubmittedSchema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes versions out of the states of a folder, as if each state had been registered: a file whose schema is another one
 * than before, by itself or by the types that it uses, gives its subject a version. Nothing is judged. Confined to one
 * thread.
 */
public final class Replay {
    private final Discovery discovery;
    private final Histories histories;
    private final Candidates candidates;
    private Map<String, String> texts = Map.of();
    private Map<String, SchemaFile> files = Map.of();
    private int unreadable;

    public Replay(Discovery discovery, Histories histories, Candidates candidates) {
        this.discovery = discovery;
        this.histories = histories;
        this.candidates = candidates;
    }

    /** How many states of files were no schemas, and gave nobody a version. */
    public int unreadable() {
        return unreadable;
    }

    /**
     * Takes the next state.
     *
     * @param state the texts of all files by path
     * @param changed the paths whose texts are new
     */
    public void next(Map<String, String> state, Set<String> changed) {
        rename(state);
        Set<String> affected = new HashSet<>(changed);
        files = hasSameNames(state, changed) ? updated(state, affected) : found(state, affected);
        texts = Map.copyOf(state);
        files.values().stream().filter(file -> affected.contains(file.path())).forEach(this::register);
    }

    /** Gives the subjects of files that are somewhere else now the versions that they had where they were. */
    public void rename(Map<String, String> state) {
        Map<String, String> gone = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            if (!state.containsKey(path)) {
                gone.merge(discovery.type(text), path, (one, other) -> "");
            }
        });
        if (gone.isEmpty()) {
            return;
        }
        state.forEach((path, text) -> {
            String before = gone.getOrDefault(discovery.type(text), "");
            if (!texts.containsKey(path) && !before.isEmpty()) {
                histories.carry(subject(before, texts), subject(path, state));
            }
        });
    }

    private Subject subject(String path, Map<String, String> state) {
        return discovery.subject(path, discovery.type(state.getOrDefault(path, "")));
    }

    private boolean hasSameNames(Map<String, String> state, Set<String> changed) {
        return state.keySet().equals(texts.keySet())
                && changed.stream().allMatch(path -> discovery.hasSameNames(text(path, state), text(path, texts)));
    }

    private static String text(String path, Map<String, String> state) {
        return state.getOrDefault(path, "");
    }

    /** All files anew; whoever uses another type than before, or has another place, is affected. */
    private Map<String, SchemaFile> found(Map<String, String> state, Set<String> affected) {
        Map<String, SchemaFile> found = new LinkedHashMap<>();
        for (SchemaFile file : discovery.discover(state).files()) {
            found.put(file.path(), file);
            if (!file.equals(files.get(file.path()))) {
                affected.add(file.path());
            }
        }
        return found;
    }

    /** The same files in the same order, with other texts. */
    private Map<String, SchemaFile> updated(Map<String, String> state, Set<String> affected) {
        Map<String, SchemaFile> updated = new LinkedHashMap<>();
        for (SchemaFile file : files.values()) {
            boolean needsChanged = file.needs().stream().anyMatch(need -> affected.contains(need.path()));
            if (!needsChanged && !affected.contains(file.path())) {
                updated.put(file.path(), file);
                continue;
            }
            affected.add(file.path());
            List<SchemaFile> needs = file.needs().stream()
                    .map(need -> Optional.ofNullable(updated.get(need.path())).orElse(need))
                    .toList();
            updated.put(
                    file.path(),
                    new SchemaFile(file.path(), file.subject(), file.type(), text(file.path(), state), needs));
        }
        return updated;
    }

    private void register(SchemaFile file) {
        Subject subject = candidates.actual(file);
        if (candidates.read(file) instanceof SubmittedSchema.Result.Understood understood) {
            if (candidates.existing(subject, understood.schema()).isEmpty()) {
                histories.append(subject, understood.schema());
            }
        } else {
            unreadable++;
        }
    }
}

package dev.signet.gate.baseline;

import dev.signet.schema.avro.TypeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds files that once stood outside of the folder that is checked, and were moved into it. */
final class MovedFiles {
    private final GitLog log;
    private final String prefix;
    private final Map<String, String> types = new HashMap<>();

    MovedFiles(GitLog log, String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    /** Their paths there. */
    Set<String> outside() {
        Map<String, String> blobs = new HashMap<>();
        Map<String, String> movedTo = new HashMap<>();
        if (prefix.isEmpty()) {
            return Set.of();
        }
        for (GitLog.Commit commit : log.commits()) {
            Map<String, String> gone = new HashMap<>();
            commit.blobs().forEach((path, blob) -> {
                String before = blobs.get(path);
                if (blob.isEmpty() && before != null) {
                    gone.put(type(before), path);
                }
            });
            commit.blobs().forEach((path, blob) -> {
                if (blob.isPresent() && !blobs.containsKey(path)) {
                    Optional.ofNullable(gone.get(type(blob.get()))).ifPresent(from -> movedTo.put(from, path));
                }
            });
            commit.blobs().forEach((path, blob) -> {
                blob.ifPresentOrElse(now -> blobs.put(path, now), () -> blobs.remove(path));
            });
        }
        return leadingInside(movedTo);
    }

    private Set<String> leadingInside(Map<String, String> movedTo) {
        Set<String> outside = new HashSet<>();
        for (String from : List.copyOf(movedTo.keySet())) {
            Set<String> seen = new HashSet<>();
            String at = from;
            while (movedTo.containsKey(at) && seen.add(at)) {
                at = movedTo.getOrDefault(at, at);
            }
            if (at.startsWith(prefix) && !from.startsWith(prefix)) {
                outside.add(from);
            }
        }
        return outside;
    }

    private String type(String blob) {
        return types.computeIfAbsent(
                blob,
                any -> TypeNames.of(log.texts().getOrDefault(blob, "")).declared().stream()
                        .findFirst()
                        .orElse(""));
    }
}

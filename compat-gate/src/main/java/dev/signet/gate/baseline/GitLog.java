package dev.signet.gate.baseline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commits that changed schema files, oldest first.
 *
 * @param commits the commits
 * @param texts the texts of all blobs that they name; a blob that is no UTF-8 text is not among them
 */
record GitLog(List<Commit> commits, Map<String, String> texts) {
    private static final char COMMIT = '\u0001';
    private static final String NO_BLOB = "0";

    /**
     * A commit.
     *
     * @param blobs the new blob of each file that it changes; empty for one that it removes
     */
    record Commit(Map<String, Optional<String>> blobs) {}

    /** Reads the history of a commit; or what git complains about. */
    static Read of(Git git, String commit) {
        Git.Output log = git.run(List.of(
                "-c",
                "log.showRoot=true",
                "-c",
                "core.quotePath=false",
                "log",
                "--first-parent",
                "-m",
                "--reverse",
                "--raw",
                "--no-renames",
                "--no-abbrev",
                "-z",
                "--format=" + "%x01%H",
                commit,
                "--",
                ":(top,glob)**/*.avsc"));
        if (log instanceof Git.Output.Failed failed) {
            return new Read.Failed(failed.words());
        }
        List<Commit> commits = commits(((Git.Output.Done) log).text());
        Set<String> blobs = new LinkedHashSet<>();
        commits.forEach(each -> each.blobs().values().forEach(blob -> blob.ifPresent(blobs::add)));
        Git.Output contents = git.run(List.of("cat-file", "--batch"), String.join("\n", blobs) + "\n");
        return contents instanceof Git.Output.Failed failed
                ? new Read.Failed(failed.words())
                : new Read.Done(new GitLog(commits, texts(((Git.Output.Done) contents).bytes())));
    }

    /** What came of reading. */
    sealed interface Read {
        record Done(GitLog log) implements Read {}

        record Failed(String words) implements Read {}
    }

    /** Lines of {@code :mode mode blob blob status} and a path, parted by NUL, behind a line for each commit. */
    private static List<Commit> commits(String log) {
        List<Commit> commits = new ArrayList<>();
        String[] parts = log.split("\0", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.indexOf(COMMIT) == 0) {
                commits.add(new Commit(new LinkedHashMap<>()));
            } else if (part.startsWith(":") && i + 1 < parts.length && !commits.isEmpty()) {
                String[] fields = part.split(" ", -1);
                boolean file = fields[1].startsWith("100");
                Optional<String> blob = file ? Optional.of(fields[3]).filter(GitLog::isBlob) : Optional.empty();
                commits.get(commits.size() - 1).blobs().put(parts[++i], blob);
            }
        }
        return commits;
    }

    private static boolean isBlob(String name) {
        return !name.replace(NO_BLOB, "").isEmpty();
    }

    /** A head line {@code name type size}, the bytes, a line end; for each blob. */
    private static Map<String, String> texts(byte[] batch) {
        Map<String, String> texts = new HashMap<>();
        int at = 0;
        while (at < batch.length) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (at < batch.length && batch[at] != '\n') {
                head.write(batch[at++]);
            }
            at++;
            String[] fields = head.toString(StandardCharsets.UTF_8).split(" ", -1);
            if (fields.length == 3) {
                int size = Integer.parseInt(fields[2]);
                texts.put(fields[0], new String(batch, at, size, StandardCharsets.UTF_8));
                at += size + 1;
            }
        }
        return texts;
    }
}

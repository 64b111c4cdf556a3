package dev.signet.gate.baseline;

import dev.signet.gate.config.CommittedSettings;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.SchemaTree.Selection;
import dev.signet.gate.files.SubjectNaming;
import dev.signet.gate.history.Candidates;
import dev.signet.gate.history.Histories;
import dev.signet.gate.history.Replay;
import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.gate.verdict.ChangeSetJudge;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first-parent history of a commit: the versions of a subject are the distinct schemas of its file, oldest first. A
 * file that goes and one that comes with the same type in the same commit are one file.
 */
public final class GitBaseline implements Baseline {
    private static final String UNKNOWN = "git does not know what was registered, deleted or configured in a registry";

    private final Git git;
    private final String ref;
    private final Committed committed;

    /**
     * What git cannot say.
     *
     * @param selection which files count
     * @param naming how subjects are named
     * @param settings levels, groups and normalisation
     * @param wishes what is sent beside the texts
     */
    public record Committed(Selection selection, SubjectNaming naming, CommittedSettings settings, Wishes wishes) {}

    /**
     * A baseline.
     *
     * @param folder the folder that is checked, inside a repository
     * @param ref the commit
     */
    public GitBaseline(Path folder, String ref, Committed committed) {
        this.git = new Git(folder);
        this.ref = ref;
        this.committed = committed;
    }

    @Override
    public String name() {
        return "git:" + ref;
    }

    /** Where a repository stands. */
    private record Standing(boolean shallow, String prefix, String commit) {}

    @Override
    public BaselineResult judge(List<SchemaFile> files) {
        Git.Output standing = git.run(
                List.of("rev-parse", "--is-shallow-repository", "--show-prefix", "--verify", ref + "^{commit}"));
        if (standing instanceof Git.Output.Failed failed) {
            return unavailable(unknown(failed.words()));
        }
        String[] lines = ((Git.Output.Done) standing).text().split("\n", -1);
        Standing at = new Standing(Boolean.parseBoolean(lines[0]), lines[1], lines[2]);
        GitLog.Read read = GitLog.of(git, at.commit());
        if (read instanceof GitLog.Read.Failed failed) {
            return unavailable(failed.words());
        }
        try {
            return judge(files, at, ((GitLog.Read.Done) read).log());
        } catch (UnreadableHistoryException unreadable) {
            return unavailable(String.valueOf(unreadable.getMessage()));
        }
    }

    private BaselineResult judge(List<SchemaFile> files, Standing at, GitLog log) {
        Histories histories = new Histories();
        Candidates candidates =
                new Candidates(histories, committed.settings(), CompatibilityLevel.BACKWARD, committed.wishes());
        Replay replay = new Replay(new Discovery(committed.naming()), histories, candidates);
        Set<String> moved = new MovedFiles(log, at.prefix()).outside();
        Map<String, String> state = new TreeMap<>();
        for (GitLog.Commit commit : log.commits()) {
            Map<String, String> changed = changed(commit, log, at, moved);
            commit.blobs().forEach((path, blob) -> {
                if (blob.isEmpty()) {
                    state.remove(below(at.prefix(), path));
                }
            });
            state.putAll(changed);
            replay.next(state, changed.keySet());
        }
        Map<String, String> texts = new HashMap<>();
        files.forEach(file -> texts.put(file.path(), file.text()));
        replay.rename(texts);
        Optional<String> tooShallow = at.shallow() ? tooShallow(files, candidates, histories) : Optional.empty();
        return tooShallow.isPresent()
                ? unavailable(tooShallow.get())
                : new BaselineResult.Judged(
                        new Stamp("git", name(), at.commit(), notes(histories, replay)),
                        new ChangeSetJudge(histories, candidates).judge(files));
    }

    private Map<String, String> changed(GitLog.Commit commit, GitLog log, Standing at, Set<String> moved) {
        Map<String, String> changed = new HashMap<>();
        commit.blobs().forEach((path, blob) -> {
            boolean inside = path.startsWith(at.prefix())
                    && committed.selection().admits(path.substring(at.prefix().length()));
            boolean ours = inside || moved.contains(path);
            blob.filter(any -> ours)
                    .map(log.texts()::get)
                    .ifPresent(text -> changed.put(below(at.prefix(), path), text));
        });
        return changed;
    }

    private static String below(String prefix, String path) {
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "/" + path;
    }

    private List<String> notes(Histories histories, Replay replay) {
        List<String> notes = new ArrayList<>(List.of(histories.size(), UNKNOWN));
        if (committed.settings().equals(CommittedSettings.NONE)) {
            notes.add("no signet.yaml says otherwise: the level is BACKWARD for every subject");
        }
        if (replay.unreadable() > 0) {
            notes.add(replay.unreadable() + " committed states of files are no valid schemas and were left out");
        }
        return notes;
    }

    /** At a level that counts all versions, those before the end of a shallow clone may be the ones that matter. */
    private static Optional<String> tooShallow(List<SchemaFile> files, Candidates candidates, Histories histories) {
        for (SchemaFile file : files) {
            Subject subject = candidates.actual(file);
            ConfigSettings config = candidates.config(subject);
            boolean countsAll = config.compatibilityLevel()
                            .filter(CompatibilityLevel::isTransitive)
                            .isPresent()
                    || config.compatibilityGroup().isPresent();
            if (countsAll && histories.latest(subject).isPresent()) {
                return Optional.of(
                        "this is a shallow clone, and %s is judged at %s, which counts all versions; deepen it with: git fetch --unshallow"
                                .formatted(subject, config.compatibilityLevel().orElse(CompatibilityLevel.BACKWARD)));
            }
        }
        return Optional.empty();
    }

    private String unknown(String words) {
        return words.contains("not a git repository") || words.startsWith("git cannot be run")
                ? words
                : "git does not know the commit %s here; fetch it, for example with: git fetch origin %s (%s)"
                        .formatted(ref, ref.startsWith("origin/") ? ref.substring("origin/".length()) : ref, words);
    }

    private BaselineResult unavailable(String message) {
        return new BaselineResult.Unavailable(name(), message);
    }
}

package dev.signet.gate.baseline;

import dev.signet.gate.baseline.GitBaseline.Committed;
import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.SchemaTree;
import dev.signet.gate.history.Candidates;
import dev.signet.gate.history.Histories;
import dev.signet.gate.history.Replay;
import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.gate.verdict.ChangeSetJudge;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.CompatibilityLevel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another folder, laid out as the one that is checked: the one version that its subjects have. */
public final class FolderBaseline implements Baseline {
    private final Path folder;
    private final Committed committed;

    public FolderBaseline(Path folder, Committed committed) {
        this.folder = folder;
        this.committed = committed;
    }

    @Override
    public String name() {
        return "dir:" + folder.toString().replace('\\', '/');
    }

    @Override
    public BaselineResult judge(List<SchemaFile> files) {
        SchemaTree.Result tree = SchemaTree.read(folder, committed.selection());
        if (tree instanceof SchemaTree.Result.Unreadable unreadable) {
            return new BaselineResult.Unreadable(name(), unreadable.message());
        }
        Map<String, String> texts = ((SchemaTree.Result.Read) tree).texts();
        Histories histories = new Histories();
        Candidates candidates =
                new Candidates(histories, committed.settings(), CompatibilityLevel.BACKWARD, committed.wishes());
        Replay replay = new Replay(new Discovery(committed.naming()), histories, candidates);
        try {
            replay.next(texts, texts.keySet());
            Map<String, String> now = new HashMap<>();
            files.forEach(file -> now.put(file.path(), file.text()));
            replay.rename(now);
            List<String> notes =
                    List.of(histories.size(), "a folder knows one version of each subject, whatever the level counts");
            return new BaselineResult.Judged(
                    new Stamp("dir", name(), "", notes), new ChangeSetJudge(histories, candidates).judge(files));
        } catch (UnreadableHistoryException unreadable) {
            return new BaselineResult.Unreadable(name(), String.valueOf(unreadable.getMessage()));
        }
    }
}

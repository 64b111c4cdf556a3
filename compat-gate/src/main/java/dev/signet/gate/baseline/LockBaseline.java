package dev.signet.gate.baseline;

import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.Sha256;
import dev.signet.gate.history.Candidates;
import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.gate.verdict.ChangeSetJudge;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.Answer;
import dev.signet.schema.export.ExportDocument;
import dev.signet.schema.export.ExportItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An export of a registry, with all versions and settings: as exact as the registry was when it was made. */
public final class LockBaseline implements Baseline {
    /** Digits of its digest that tell one export from another. */
    private static final int SHOWN = 16;

    private final Path file;
    private final Wishes wishes;

    public LockBaseline(Path file, Wishes wishes) {
        this.file = file;
        this.wishes = wishes;
    }

    @Override
    public String name() {
        return "lock:" + file.toString().replace('\\', '/');
    }

    @Override
    public BaselineResult judge(List<SchemaFile> files) {
        byte[] bytes;
        ExportedState state = new ExportedState();
        try {
            bytes = Files.readAllBytes(file);
            Answer<ExportItem.End> end = ExportDocument.read(file.toString(), new ByteArrayInputStream(bytes), state);
            if (end instanceof Answer.Refused<ExportItem.End> refused) {
                return new BaselineResult.Unreadable(name(), refused.refusal().message());
            }
            return judge(files, state, "sha256:" + Sha256.of(bytes).substring(0, SHOWN));
        } catch (IOException unreadable) {
            return new BaselineResult.Unreadable(
                    name(), "cannot read " + file + "; write one with: signet export --output " + file);
        } catch (UnreadableHistoryException unreadable) {
            return new BaselineResult.Unreadable(name(), String.valueOf(unreadable.getMessage()));
        }
    }

    private BaselineResult judge(List<SchemaFile> files, ExportedState state, String mark) {
        List<String> outside = files.stream()
                .filter(file -> !state.covers(file.subject()))
                .map(file -> file.subject().qualified())
                .toList();
        if (!outside.isEmpty()) {
            return new BaselineResult.Unavailable(
                    name(),
                    "the export was limited to %s and says nothing about %s; export those subjects, too"
                            .formatted(state.limits(), outside));
        }
        Candidates candidates = new Candidates(state.histories(), state, state.defaultLevel(), wishes);
        List<String> notes = new ArrayList<>(List.of(state.histories().size()));
        return new BaselineResult.Judged(
                new Stamp("lock", name(), mark, notes), new ChangeSetJudge(state.histories(), candidates).judge(files));
    }
}

package dev.signet.gate;

import dev.signet.gate.baseline.SentChanges;
import dev.signet.gate.config.ConfigFile;
import dev.signet.gate.config.GateConfig;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.SchemaTree;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The schema files below a folder as the change set that the gate has judged, to be applied after the merge. */
public final class FolderChanges {
    private FolderChanges() {}

    /** What came of reading the folder. */
    public sealed interface Result {
        /** The request. */
        record Ready(byte[] body) implements Result {}

        /** Something cannot be read. */
        record Unreadable(List<String> messages) implements Result {}
    }

    /**
     * Reads a folder, and what {@code signet.yaml} in it or here says of it.
     *
     * @param template how subjects are named; as the file says if empty
     * @param cursor the state on which the verdicts were given; any if empty
     */
    public static Result of(Path folder, Optional<String> template, Optional<String> cursor) {
        ConfigFile.Result<GateConfig> read = ConfigFile.beside(folder, ConfigFile.NAME)
                .map(ConfigFile::read)
                .orElseGet(() -> new ConfigFile.Result.Read<>(GateConfig.DEFAULT));
        if (read instanceof ConfigFile.Result.Unreadable<GateConfig> wrong) {
            return new Result.Unreadable(List.of(wrong.message()));
        }
        GateConfig known = ((ConfigFile.Result.Read<GateConfig>) read).value();
        GateConfig config = template.map(known::withTemplate).orElse(known);
        SchemaTree.Result tree = SchemaTree.read(folder, config.selection());
        if (tree instanceof SchemaTree.Result.Unreadable unreadable) {
            return new Result.Unreadable(List.of(unreadable.message()));
        }
        Discovery.Found found = new Discovery(config.naming()).discover(((SchemaTree.Result.Read) tree).texts());
        return found.problems().isEmpty()
                ? new Result.Ready(
                        new SentChanges(SchemaFile::subject, new Wishes(config.metadata(), Spelling.CANONICAL))
                                .body(found.files(), cursor))
                : new Result.Unreadable(found.problems().stream()
                        .map(Discovery.Problem::toString)
                        .toList());
    }
}

package dev.signet.gate;

import dev.signet.gate.baseline.Baseline;
import dev.signet.gate.baseline.BaselineResult;
import dev.signet.gate.config.GateConfig;
import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaTree;
import dev.signet.gate.verdict.Findings;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.Round;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges every schema file below a folder as registration would judge it, by one baseline or several. Not safe for
 * concurrent use.
 */
public final class Gate {
    private final GateConfig config;
    private final LocalDate today;

    /**
     * A gate.
     *
     * @param today the day by which waivers expire
     */
    public Gate(GateConfig config, LocalDate today) {
        this.config = config;
        this.today = today;
    }

    /**
     * Runs the gate.
     *
     * @param folder where the schema files are
     * @param baselines by what they are judged, at least one
     */
    public GateResult check(Path folder, List<Baseline> baselines) {
        SchemaTree.Result tree = SchemaTree.read(folder, config.selection());
        if (tree instanceof SchemaTree.Result.Unreadable unreadable) {
            return new GateResult.Unreadable(List.of(unreadable.message()));
        }
        Discovery.Found found = new Discovery(config.naming()).discover(((SchemaTree.Result.Read) tree).texts());
        return found.problems().isEmpty()
                ? check(found, baselines)
                : new GateResult.Unreadable(found.problems().stream()
                        .map(Discovery.Problem::toString)
                        .toList());
    }

    private GateResult check(Discovery.Found found, List<Baseline> baselines) {
        List<Round> rounds = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<String> unavailable = new ArrayList<>();
        for (Baseline baseline : baselines) {
            BaselineResult result = baseline.judge(found.files());
            if (result instanceof BaselineResult.Judged judged) {
                rounds.add(judged.round());
            } else if (result instanceof BaselineResult.Unreadable wrong) {
                unreadable.add(wrong.name() + ": " + wrong.message());
            } else {
                BaselineResult.Unavailable away = (BaselineResult.Unavailable) result;
                unavailable.add(away.name() + ": " + away.message());
            }
        }
        if (!unreadable.isEmpty()) {
            return new GateResult.Unreadable(unreadable);
        }
        return unavailable.isEmpty() ? new Findings(config, today).of(rounds) : new GateResult.NotChecked(unavailable);
    }
}

package dev.signet.gate.config;

import dev.signet.gate.files.SchemaTree.Selection;
import dev.signet.gate.files.SubjectNaming;
import java.util.List;

/**
 * What a run of the gate goes by.
 *
 * @param selection which files count
 * @param naming how their subjects are named
 * @param settings levels, groups and normalisation for baselines that know of none
 * @param metadata what is said beside the texts
 * @param severities other severities than the usual ones
 * @param waivers findings that somebody answers for
 */
public record GateConfig(
        Selection selection,
        SubjectNaming naming,
        CommittedSettings settings,
        SubjectMetadata metadata,
        SeverityPolicy severities,
        List<Waiver> waivers) {
    /** Without any file: subjects are named after types. */
    public static final GateConfig DEFAULT = new GateConfig(
            Selection.ALL,
            SubjectNaming.template("{record}"),
            CommittedSettings.NONE,
            SubjectMetadata.NONE,
            SeverityPolicy.NONE,
            List.of());

    public GateConfig {
        waivers = List.copyOf(waivers);
    }

    /** The same with one way to name all subjects. */
    public GateConfig withTemplate(String pattern) {
        return new GateConfig(selection, SubjectNaming.template(pattern), settings, metadata, severities, waivers);
    }

    /** The same with other waivers. */
    public GateConfig withWaivers(List<Waiver> other) {
        return new GateConfig(selection, naming, settings, metadata, severities, other);
    }
}

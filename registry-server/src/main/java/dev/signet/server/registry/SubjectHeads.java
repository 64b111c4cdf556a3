package dev.signet.server.registry;

import dev.signet.schema.Mode;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;

/**
 * A part of the list of subjects, with what is set on them and above them, all as it is at one moment.
 *
 * @param heads the subjects, in the order of their qualified names
 * @param configs what is set on them, on their contexts, on the root and on the global scope
 * @param modes the modes that are set there
 */
public record SubjectHeads(List<SubjectHead> heads, Map<Scope, ConfigSettings> configs, Map<Scope, Mode> modes) {
    public SubjectHeads {
        heads = List.copyOf(heads);
        configs = Map.copyOf(configs);
        modes = Map.copyOf(modes);
    }
}

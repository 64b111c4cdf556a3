package dev.signet.schema.export;

import dev.signet.schema.Mode;
import dev.signet.schema.rest.ConfigReply;
import java.util.Optional;

/**
 * Config and mode of a context or a subject.
 *
 * @param config what is set there; a config without any field is not the same as none
 * @param configInForce what counts there, if the export tells
 * @param mode what is set there
 * @param modeInForce what counts there, if the export tells
 */
public record ScopeSettings(
        Optional<ConfigReply> config,
        Optional<ConfigReply> configInForce,
        Optional<Mode> mode,
        Optional<Mode> modeInForce) {
    /** Nothing is set and nothing is told. */
    public static final ScopeSettings NONE =
            new ScopeSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What is set, without what is in force. */
    public static ScopeSettings of(Optional<ConfigReply> config, Optional<Mode> mode) {
        return new ScopeSettings(config, Optional.empty(), mode, Optional.empty());
    }
}

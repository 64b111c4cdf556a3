package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;

/**
 * What the operator decides about a registry.
 *
 * @param defaultLevel the compatibility level where none is set
 * @param modesMayChange whether clients may set modes
 * @param parsedSchemaWeight how many characters of schema text may be kept parsed
 * @param keepsAssociations whether topics can be associated with subjects
 */
public record RegistrySettings(
        CompatibilityLevel defaultLevel, boolean modesMayChange, long parsedSchemaWeight, boolean keepsAssociations) {
    /** With associations. */
    public RegistrySettings(CompatibilityLevel defaultLevel, boolean modesMayChange, long parsedSchemaWeight) {
        this(defaultLevel, modesMayChange, parsedSchemaWeight, true);
    }

    /** The settings of a registry that nobody configured. */
    public static final RegistrySettings DEFAULTS =
            new RegistrySettings(CompatibilityLevel.BACKWARD, true, 16L * 1024 * 1024);
}

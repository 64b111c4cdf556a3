package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;

/**
 * What the operator decides about a registry.
 *
 * @param defaultLevel the compatibility level where none is set
 * @param modesMayChange whether clients may set modes
 * @param parsedSchemaWeight how many characters of schema text may be kept parsed
 * @param keepsAssociations whether topics can be associated with subjects
 * @param knownSchemaWeight how many characters of schema text may be kept for the time in which the store is gone
 * @param doubts what becomes of schemas that are compatible in name only
 * @param changeSets how much one change set may ask for
 */
public record RegistrySettings(
        CompatibilityLevel defaultLevel,
        boolean modesMayChange,
        long parsedSchemaWeight,
        boolean keepsAssociations,
        long knownSchemaWeight,
        Doubts doubts,
        ChangeSetLimits changeSets) {
    /** What becomes of changes that other registries call compatible although data are lost or misread. */
    public enum Doubts {
        WARN,
        REFUSE
    }

    private static final long KNOWN = 16L * 1024 * 1024;

    /** With associations. */
    public RegistrySettings(CompatibilityLevel defaultLevel, boolean modesMayChange, long parsedSchemaWeight) {
        this(defaultLevel, modesMayChange, parsedSchemaWeight, true, KNOWN, Doubts.WARN, ChangeSetLimits.STANDARD);
    }

    /** The same but for the limits of change sets. */
    public RegistrySettings withChangeSets(ChangeSetLimits limits) {
        return new RegistrySettings(
                defaultLevel, modesMayChange, parsedSchemaWeight, keepsAssociations, knownSchemaWeight, doubts, limits);
    }

    /** The settings of a registry that nobody configured. */
    public static final RegistrySettings DEFAULTS =
            new RegistrySettings(CompatibilityLevel.BACKWARD, true, 16L * 1024 * 1024);
}

package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.compat.Verdict;

/**
 * The answer to a compatibility check, with the settings that led to it.
 *
 * @param verdict whether the schema may follow
 * @param level the level in force
 * @param validateFields whether reserved fields were checked, too
 */
public record CompatibilityReport(Verdict verdict, CompatibilityLevel level, boolean validateFields) {}

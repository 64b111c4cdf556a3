package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Metadata;
import dev.signet.schema.RuleSet;

/** Changes of single fields of a config, for tests. */
final class ConfigChanges {
    private ConfigChanges() {}

    static ConfigChange alias(String alias) {
        return change(Edit.to(alias), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());
    }

    static ConfigChange normalizing() {
        return change(Edit.keep(), Edit.to(true), Edit.keep(), Edit.keep(), Edit.keep());
    }

    static ConfigChange metadata(Metadata below, Metadata above) {
        return change(Edit.keep(), Edit.keep(), Edit.to(below), Edit.to(above), Edit.keep());
    }

    static ConfigChange rules(RuleSet rules) {
        return change(Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.to(rules));
    }

    private static ConfigChange change(
            Edit<String> alias,
            Edit<Boolean> normalize,
            Edit<Metadata> below,
            Edit<Metadata> above,
            Edit<RuleSet> rules) {
        Edit<CompatibilityLevel> level = Edit.keep();
        return new ConfigChange(
                alias,
                Edit.keep(),
                normalize,
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                level,
                Edit.keep(),
                Edit.keep(),
                below,
                above,
                Edit.keep(),
                rules);
    }
}

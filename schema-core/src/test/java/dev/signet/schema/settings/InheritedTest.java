package dev.signet.schema.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Metadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InheritedTest {
    @Test
    void the_requests_own_metadata_stand_over_the_defaults_and_under_the_overrides() {
        ConfigSettings config = config(owned("default", "a"), owned("override", "c"));

        Optional<Metadata> merged = Inherited.metadata(
                Optional.of(Metadata.of(Map.of("**.x", Set.of("OWN")), Map.of("b", "own", "c", "own"), Set.of("b"))),
                Optional.of(owned("latest", "z")),
                config);

        assertThat(merged.orElseThrow().properties()).isEqualTo(Map.of("a", "default", "b", "own", "c", "override"));
        assertThat(merged.orElseThrow().tags()).containsKeys("**.x", "**.y");
        assertThat(merged.orElseThrow().sensitive()).containsExactly("b");
    }

    @Test
    void without_any_those_of_the_latest_version_are_taken_but_for_its_demanded_number() {
        Metadata latest = owned("latest", "z").withProperty(Metadata.VERSION_PROPERTY, "3");

        Optional<Metadata> merged = Inherited.metadata(Optional.empty(), Optional.of(latest), ConfigSettings.EMPTY);

        assertThat(merged).contains(owned("latest", "z"));
    }

    @Test
    void a_demanded_number_alone_is_no_metadata_to_inherit() {
        Metadata latest = Metadata.of(Map.of(), Map.of(Metadata.VERSION_PROPERTY, "3"), Set.of());

        assertThat(Inherited.metadata(Optional.empty(), Optional.of(latest), ConfigSettings.EMPTY))
                .isEmpty();
    }

    private static Metadata owned(String owner, String key) {
        return Metadata.of(Map.of("**.y", Set.of("T")), Map.of(key, owner), Set.of());
    }

    private static ConfigSettings config(Metadata below, Metadata above) {
        ConfigSettings none = ConfigSettings.EMPTY;
        return new ConfigSettings(
                none.alias(),
                none.aliasForDeks(),
                none.normalize(),
                none.validateFields(),
                none.validateNewSchemas(),
                none.validateRules(),
                none.compatibilityLevel(),
                none.compatibilityPolicy(),
                none.compatibilityGroup(),
                Optional.of(below),
                Optional.of(above),
                none.defaultRuleSet(),
                none.overrideRuleSet());
    }
}

package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetCheckTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "check,    CONDITION, WRITE,     CEL, ERROR,     true",
                "_x-1,     TRANSFORM, READ,      CEL, -,         true",
                "ü,        -,         -,         CEL, 'A,B',     true",
                "two,      CONDITION, WRITEREAD, CEL, 'A,B',     true",
                "'',       CONDITION, WRITE,     CEL, -,         false",
                "1a,       CONDITION, WRITE,     CEL, -,         false",
                "a b,      CONDITION, WRITE,     CEL, -,         false",
                "a,        GUESS,     WRITE,     CEL, -,         false",
                "a,        CONDITION, SOMETIMES, CEL, -,         false",
                "a,        CONDITION, UPGRADE,   CEL, -,         false",
                "a,        CONDITION, WRITE,     -,   -,         false",
                "a,        CONDITION, WRITE,     CEL, 'A,B',     false",
            })
    void a_rule_of_data_is_judged_by_name_kind_mode_type_and_actions(
            String name,
            @Nullable String kind,
            @Nullable String mode,
            @Nullable String type,
            @Nullable String onFailure,
            boolean fine) {
        RuleSet rules = new RuleSet(List.of(), List.of(rule(name, kind, mode, type, onFailure)), List.of(), null);

        assertThat(RuleSetCheck.refusal(rules).isEmpty()).isEqualTo(fine);
    }

    @Test
    void migrations_have_modes_of_their_own() {
        RuleSet rules =
                new RuleSet(List.of(rule("up", "TRANSFORM", "UPGRADE", "JSONATA", null)), List.of(), List.of(), null);

        assertThat(RuleSetCheck.refusal(rules)).isEmpty();
    }

    @Test
    void a_name_is_used_once_in_the_whole_set() {
        Rule rule = rule("same", "CONDITION", "WRITE", "CEL", null);
        RuleSet rules = new RuleSet(List.of(), List.of(rule), List.of(rule), null);

        assertThat(RuleSetCheck.refusal(rules)).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_RULE_SET);
            assertThat(refusal.message()).contains("same");
        });
    }

    private static Rule rule(
            String name,
            @Nullable String kind,
            @Nullable String mode,
            @Nullable String type,
            @Nullable String onFailure) {
        return new Rule(name, null, kind, mode, type, new TreeSet<>(), new TreeMap<>(), null, null, onFailure, false);
    }
}

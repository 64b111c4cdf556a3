package dev.signet.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyKeysTest {

    @Test
    void the_names_are_these() {
        assertThat(PolicyKeys.all())
                .extracting(PolicyKey::name)
                .containsExactly(
                        "signet.value.validation",
                        "signet.value.subject.name.strategy",
                        "signet.value.nulls",
                        "confluent.value.schema.validation",
                        "confluent.value.subject.name.strategy",
                        "signet.key.validation",
                        "signet.key.subject.name.strategy",
                        "signet.key.nulls",
                        "confluent.key.schema.validation",
                        "confluent.key.subject.name.strategy",
                        "signet.validation.mode",
                        "signet.subject.name.strategy.fallback",
                        "signet.registry.context",
                        "signet.validation.unresolved",
                        "signet.validation.unresolved.patience.ms",
                        "signet.validation.deleted",
                        "signet.validation.strict",
                        "signet.refusals.record.bytes");
    }

    @Test
    void every_key_says_what_it_is_for() {
        assertThat(PolicyKeys.all())
                .allSatisfy(key ->
                        assertThat(key.documentation()).hasSizeGreaterThan(40).endsWith("."));
    }

    @Test
    void the_documentation_names_every_key() throws IOException {
        String document = Files.readString(Path.of("../docs/validation.md"));

        assertThat(PolicyKeys.names()).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signet.value.validation                  | Full      | off, auto, id or full
            signet.key.validation                    | true      | off, auto, id or full
            signet.validation.mode                   | warn      | enforce or monitor
            signet.value.subject.name.strategy       | none      | topic, record, topic-record or associated
            signet.subject.name.strategy.fallback    | associated | topic, record, topic-record or none
            signet.value.nulls                       | drop      | accept or reject
            signet.validation.unresolved             | accept    | retry, refuse or accept-unchecked
            signet.validation.deleted                | keep      | accept or reject
            signet.validation.strict                 | strict    | true or false
            signet.refusals.record.bytes             | 1         | true or false
            confluent.value.schema.validation        | full      | true or false
            signet.validation.unresolved.patience.ms | -1        | a number of milliseconds from 0 to 86400000
            signet.validation.unresolved.patience.ms | 86400001  | a number of milliseconds from 0 to 86400000
            signet.validation.unresolved.patience.ms | 30s       | a number of milliseconds from 0 to 86400000
            signet.registry.context                  | a:b       | the name of a context of the registry, such as .lab, or . for the default one
            signet.registry.context                  | .__GLOBAL | the name of a context of the registry, such as .lab, or . for the default one
            confluent.key.subject.name.strategy      | com.acme.TopicNameStrategy | TopicNameStrategy, RecordNameStrategy, TopicRecordNameStrategy or AssociatedNameStrategy, alone or with the package io.confluent.kafka.serializers.subject
            """)
    void what_a_key_may_not_be_is_answered_with_what_it_may_be(String name, String value, String expected) {
        assertThat(key(name).problem(value)).contains("expected " + expected);
    }

    @Test
    void what_a_key_may_be_has_a_meaning() {
        assertThat(key("signet.validation.unresolved").reading().apply("accept-unchecked"))
                .map(Object.class::cast)
                .contains(Unresolved.ACCEPT_UNCHECKED);
        assertThat(PolicyKeys.CONTEXT.reading().apply(".lab")).contains(new Context(".lab"));
        assertThat(PolicyKeys.CONTEXT.reading().apply(".")).contains(Context.DEFAULT);
        assertThat(PolicyKeys.PATIENCE.reading().apply(" 1500 ")).contains(Duration.ofMillis(1500));
        assertThat(PolicyKeys.STRICT.reading().apply("FALSE")).contains(false);
        assertThat(PolicyKeys.FALLBACK.reading().apply("none")).contains(Optional.empty());
    }

    @Test
    void a_variable_of_the_environment_is_named_after_its_key() {
        assertThat(key("signet.validation.unresolved.patience.ms").variable())
                .isEqualTo("SIGNET_VALIDATION_UNRESOLVED_PATIENCE_MS");
    }

    private static PolicyKey<?> key(String name) {
        return PolicyKeys.all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package dev.signet.broker.agent.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEntryTest {

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "16, 16"})
    void an_old_java_is_refused_in_one_sentence(String specification, String shown) {
        assertThat(AgentEntry.refusal(specification))
                .get()
                .asString()
                .isEqualTo("Signet's agent needs Java 17 or newer, and this broker runs on Java " + shown + " ("
                        + System.getProperty("java.home")
                        + "): start it on a newer one, or without -javaagent:signet-broker-agent.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void newer_ones_are_fine(String specification) {
        assertThat(AgentEntry.refusal(specification)).isEmpty();
    }

    @Test
    void so_is_the_one_at_hand() {
        assertThat(AgentEntry.refusal(System.getProperty("java.specification.version")))
                .isEmpty();
    }
}

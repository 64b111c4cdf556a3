package dev.signet.serde.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void whatSpeaksOfTheRegistryIsNoFaultOfTheRecord() {
        for (RuntimeException cause : new RuntimeException[] {
            new TimeoutException("the registry does not answer"),
            new AuthenticationException("the registry refuses the credentials"),
            new InvalidConfigurationException("a proxy answered"),
            new InterruptException("interrupted")
        }) {
            assertThat(Reason.passing(new SerializationException("cannot read", cause)))
                    .isSameAs(cause);
        }
    }

    @Test
    void aBadRecordIs() {
        assertThat(Reason.passing(new SerializationException("cannot read", new IllegalArgumentException("bad"))))
                .isNull();
    }
}

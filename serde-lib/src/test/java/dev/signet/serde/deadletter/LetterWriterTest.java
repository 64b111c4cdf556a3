package dev.signet.serde.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.serde.config.ErrorConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
    /** Nothing listens there. */
    private static final Map<String, String> NOWHERE = Map.of(
            "bootstrap.servers", "127.0.0.1:1", "on.error", "dead-letter", "dead.letter.producer.max.block.ms", "500");

    @Test
    void theFirstDeadLetterThatCannotBeWrittenEndsTheBatch() {
        ErrorConfig config = ErrorConfig.of(NOWHERE);
        ConsumerRecord<byte[], byte[]> bad = new ConsumerRecord<>("orders", 3, 42, new byte[] {1}, new byte[] {2});
        try (LetterWriter writer = new LetterWriter(config, new LetterClients(NOWHERE, config))) {
            long began = System.nanoTime();

            assertThatThrownBy(() -> writer.write(
                            Collections.nCopies(40, new LetterWriter.Refused(bad, Optional.empty(), "no"))))
                    .isInstanceOf(DeadLetterException.class)
                    .hasMessageContaining("offset 42 of orders-3")
                    .hasMessageContaining("'orders-dead-letters'");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aMissingTopicBlocksForTenSecondsUnlessSomethingElseIsSaid() {
        Map<String, String> usual = Map.of("bootstrap.servers", "127.0.0.1:1");

        assertThat(settings(usual)).containsEntry("max.block.ms", 10_000);
        assertThat(settings(NOWHERE)).containsEntry("max.block.ms", "500");
    }

    private static Map<String, Object> settings(Map<String, String> consumer) {
        return new LetterClients(consumer, ErrorConfig.of(consumer)).producerSettings();
    }
}

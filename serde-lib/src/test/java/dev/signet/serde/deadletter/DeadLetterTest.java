package dev.signet.serde.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.serde.config.ErrorConfig;
import dev.signet.serde.config.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {
    private static final byte[] KEY = {0, (byte) 0xff};
    private static final byte[] VALUE = {0, 0, 0, 0, 99, 1};

    @Test
    void aDeadLetterIsTheRecordWithWhatIsKnownOfItInItsHeaders() {
        ConsumerRecord<byte[], byte[]> bad = bad();
        bad.headers().add("trace", new byte[] {7});

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.record(bad, Optional.of(Side.VALUE), "no such schema", "orders-dead-letters");

        assertThat(letter.topic()).isEqualTo("orders-dead-letters");
        assertThat(letter.key()).isSameAs(KEY);
        assertThat(letter.value()).isSameAs(VALUE);
        assertThat(texts(letter.headers().toArray()))
                .containsExactly(
                        "trace=\u0007",
                        "__signet.errors.topic=orders",
                        "__signet.errors.partition=3",
                        "__signet.errors.offset=42",
                        "__signet.errors.timestamp=1700000000000",
                        "__signet.errors.part=value",
                        "__signet.errors.schema.id=99",
                        "__signet.errors.reason=no such schema",
                        "__signet.errors.attempts=1");
        assertThat(DeadLetter.read(letter.headers()))
                .hasValue(new DeadLetter(
                        new DeadLetter.Origin("orders", 3, 42, 1_700_000_000_000L),
                        Optional.of(Side.VALUE),
                        Optional.of("99"),
                        "no such schema",
                        1));
        assertThat(bad.headers().toArray()).hasSize(1);
    }

    @Test
    void theSecondTimeCountsTwoAndHasOneHeaderOfEachName() {
        ConsumerRecord<byte[], byte[]> bad = bad();
        DeadLetter.of(bad, Optional.empty(), "first").write(bad.headers());
        DeadLetter.removeAllButAttempts(bad.headers());

        ProducerRecord<byte[], byte[]> letter = DeadLetter.record(bad, Optional.empty(), "second", "dead");

        assertThat(texts(bad.headers().toArray())).containsExactly("__signet.errors.attempts=1");
        assertThat(texts(letter.headers().toArray()))
                .contains("__signet.errors.attempts=2", "__signet.errors.reason=second")
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "99999999999999999999", "\u0661"})
    void numbersThatSomebodyElseWroteAreNotBelieved(String written) {
        RecordHeaders headers = new RecordHeaders();
        DeadLetter.of(bad(), Optional.empty(), "reason").write(headers);
        headers.add(DeadLetter.OFFSET, written.getBytes(StandardCharsets.UTF_8));
        headers.add(DeadLetter.ATTEMPTS, written.getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetter.read(headers)).isEmpty();
        assertThat(DeadLetter.attempts(headers)).isZero();
    }

    @Test
    void countsDoNotRunOver() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetter.ATTEMPTS, "999999999999".getBytes(StandardCharsets.UTF_8));
        ConsumerRecord<byte[], byte[]> bad = bad();
        headers.forEach(bad.headers()::add);

        assertThat(DeadLetter.of(bad, Optional.empty(), "").attempts()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aDeadLetterThatLacksAPartSaysSoAndTheRecordThatIsSentAgainDoesNot() {
        ProducerRecord<byte[], byte[]> letter = DeadLetter.incompleteRecord(
                bad(), Optional.empty(), "x".repeat(1_000), "dead", EnumSet.of(Side.KEY, Side.VALUE));

        assertThat(texts(letter.headers().toArray())).contains("__signet.errors.incomplete=key,value");
        assertThat(DeadLetter.incomplete(letter.headers())).hasValue("key,value");
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().reason())
                .startsWith("incomplete, the log no longer has its key and value: xxx")
                .hasSize(1_000);
        DeadLetter.removeAllButAttempts(letter.headers());
        assertThat(DeadLetter.incomplete(letter.headers())).isEmpty();
    }

    @Test
    void aReasonInAHeaderIsShort() {
        String endless = "x".repeat(100_000);

        assertThat(DeadLetter.of(bad(), Optional.empty(), endless).reason()).hasSize(1_000);
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void eachTopicHasItsOwnDeadLettersUnlessOneIsNamed() {
        assertThat(ErrorConfig.of(Map.of()).deadLetterTopic("orders")).isEqualTo("orders-dead-letters");
        ErrorConfig one = ErrorConfig.of(Map.of("signet.dead.letter.topic", "all-dead"));
        assertThat(one.deadLetterTopic("orders")).isEqualTo("all-dead");
        assertThatThrownBy(() -> one.deadLetterTopic("all-dead"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the topic that the records are read from");
    }

    private static ConsumerRecord<byte[], byte[]> bad() {
        return new ConsumerRecord<>(
                "orders",
                3,
                42,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                KEY.length,
                VALUE.length,
                KEY,
                VALUE,
                new RecordHeaders(),
                Optional.empty());
    }

    private static List<String> texts(Header... headers) {
        return Arrays.stream(headers)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}

package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.Batches;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.Policies;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Unresolved;
import dev.signet.broker.policy.ValidationMode;
import dev.signet.schema.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MonitorLogTest {

    private static final byte[] GOOD = Batches.framed(7, (byte) 2);
    private static final byte[] BAD = Batches.framed(7, (byte) 1);
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PENDING = Batches.framed(9, (byte) 1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final MonitorLog monitor = new MonitorLog(clock::get);
    private final BatchCounts counts = new BatchCounts();
    private final BatchValidator validator = new BatchValidator(
            new DirectoryTwin()
                    .schema(7, new Known(Subject.of("t-value"), new EvenBytes(), false))
                    .schema(9, new Pending())
                    .away(Duration.ofHours(1)),
            (codec, bytes, from, to) -> new Expansion.Broken("no codec here"));
    private final Logger logger = (Logger) LoggerFactory.getLogger(MonitorLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private void looked(TopicPolicy policy, byte[]... values) {
        byte[] batch = Batches.plain(values);
        BatchVerdict verdict = validator.validate(policy, batch, 0, batch.length, counts);
        monitor.looked(policy, 3, verdict, counts, 1_000);
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void the_first_is_told_at_once_and_what_comes_soon_after_in_one_line() {
        TopicPolicy policy = Policies.of("t").mode(ValidationMode.MONITOR).build();

        looked(policy, GOOD, GOOD);
        assertThat(told()).isEmpty();
        looked(policy, GOOD, BAD);
        looked(policy, JUNK, BAD, GOOD);
        looked(policy, BAD, PENDING);
        assertThat(told()).hasSize(1);
        clock.addAndGet(MonitorLog.PAUSE);
        looked(policy, GOOD, JUNK);

        assertThat(told().get(0))
                .isEqualTo("topic 't' is only monitored; let in since the last such line: 1 PAYLOAD; in partition 3, "
                        + "record 1: the value's payload does not decode by schema id 7 of subject 't-value': odd byte at "
                        + "/even, byte 0 of the payload. Write to topic 't' with the schema that the id names");
        assertThat(told().get(1))
                .startsWith("topic 't' is only monitored; let in since the last such line: 2 NOT_FRAMED, 2 PAYLOAD, "
                        + "1 unchecked; in partition 3, record 1: the value begins with byte 0x6a");
        assertThat(told()).hasSize(2);
    }

    @Test
    void topics_are_told_of_one_by_one_and_so_is_what_enters_unchecked() {
        looked(Policies.of("t").mode(ValidationMode.MONITOR).build(), JUNK);
        looked(
                Policies.of("u")
                        .unresolved(Unresolved.ACCEPT_UNCHECKED, Duration.ZERO)
                        .build(),
                PENDING,
                GOOD);

        assertThat(told()).hasSize(2);
        assertThat(told().get(1))
                .isEqualTo("topic 'u' takes unchecked what cannot be looked up; let in since the last such line: "
                        + "1 unchecked");
    }

    @Test
    void what_is_refused_or_waits_is_none_of_its_business() {
        looked(Policies.of("t").build(), BAD);
        looked(Policies.of("t").build(), PENDING);

        assertThat(told()).isEmpty();
    }
}

package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultLogTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final FaultLog faults = new FaultLog(clock::get);
    private final Logger logger = (Logger) LoggerFactory.getLogger(FaultLog.class);
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

    @Test
    void the_first_fault_is_told_at_once_and_then_one_every_ten_seconds() {
        for (int n = 0; n < 50; n++) {
            faults.tell("validation failed on topic 'orders'", new IllegalStateException("why"));
        }
        clock.addAndGet(FaultLog.PAUSE);
        faults.tell("validation failed on topic 'bills'", new IllegalStateException("why"));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "validation failed on topic 'orders'",
                        "validation failed on topic 'bills' (49 more faults since the last such line)");
        assertThat(lines.list)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNotNull());
    }
}

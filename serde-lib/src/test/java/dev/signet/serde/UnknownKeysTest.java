package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A key that has no effect is told of once, however many parts read the configuration. */
class UnknownKeysTest extends SerdeFixture {
    private static final Map<String, Object> MISSPELT = Map.of("auto.regsiter.schemas", false);

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.signet.serde");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(said);
    }

    @Test
    void everyPartTellsOfIt() {
        serializer(MISSPELT);
        assertThat(messages()).hasSize(1);
        deserializer(MISSPELT);
        assertThat(messages())
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .isEqualTo(
                                "The key 'auto.regsiter.schemas' is not known to Signet's serde and has no effect; did you"
                                        + " mean 'auto.register.schemas'?"));
    }

    @Test
    void partsThatAreConfiguredTogetherTellOfItOnce() {
        new AvroSerde(registry).configure(MISSPELT, false);
        assertThat(messages()).hasSize(1);
        new AvroConverter(registry).configure(MISSPELT, true);
        assertThat(messages()).hasSize(2);
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}

package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private final List<String> written = new ArrayList<>();
    private final Logger logger = logger();

    @Test
    void each_event_is_an_object_on_a_line_of_its_own() throws IOException {
        logger.atWarn()
                .addKeyValue("requestId", "r-1")
                .addKeyValue("status", 500)
                .setCause(new IllegalStateException("first\nsecond"))
                .log("it \"failed\"\nfor {}", "reasons");

        assertThat(written).singleElement().asString().endsWith("}\n");
        assertThat(written.get(0).strip()).doesNotContain("\n");
        JsonNode line = new ObjectMapper().readTree(written.get(0));
        assertThat(line.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo("dev.signet.test");
        assertThat(line.get("message").asText()).isEqualTo("it \"failed\"\nfor reasons");
        assertThat(line.get("requestId").asText()).isEqualTo("r-1");
        assertThat(line.get("status").isInt()).isTrue();
        assertThat(line.get("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.get("stack").asText()).contains("first", "JsonLinesTest");
    }

    @Test
    void what_an_event_does_not_have_is_left_out() throws IOException {
        logger.info("plain");

        JsonNode line = new ObjectMapper().readTree(written.get(0));
        assertThat(line.has("error")).isFalse();
        assertThat(line.has("stack")).isFalse();
    }

    /** In a world of its own, so that the log of the other tests is left alone. */
    private Logger logger() {
        LoggerContext context = new LoggerContext();
        JsonLines lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                written.add(new String(lines.encode(event), StandardCharsets.UTF_8));
            }
        };
        appender.setContext(context);
        appender.start();
        Logger made = context.getLogger("dev.signet.test");
        made.setLevel(Level.INFO);
        made.addAppender(appender);
        return made;
    }
}

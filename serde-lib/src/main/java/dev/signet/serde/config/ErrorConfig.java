package dev.signet.serde.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * What was told about records that cannot be read. The keys may be written with the prefix {@code signet.}, too.
 *
 * @param onError {@code on.error}: {@code fail} (the default), {@code skip} or {@code dead-letter}
 * @param fixedTopic {@code dead.letter.topic}: one dead-letter topic for all; without it each topic has its own
 * @param producer {@code dead.letter.producer.*}: further settings of the producer of dead letters
 */
public record ErrorConfig(OnError onError, Optional<String> fixedTopic, Map<String, String> producer) {
    /** What the name of a topic's own dead-letter topic ends with. */
    public static final String SUFFIX = "-dead-letters";

    private static final String ON_ERROR = "on.error";
    private static final String TOPIC = "dead.letter.topic";
    private static final String PRODUCER = "dead.letter.producer.";
    private static final String OWN = "signet.";

    public ErrorConfig {
        producer = Map.copyOf(producer);
    }

    /**
     * Reads a configuration map; other keys are not looked at.
     *
     * @throws ConfigException if anything in it is wrong; the message lists every problem
     */
    public static ErrorConfig of(Map<String, ?> values) {
        Keys keys = new Keys(values);
        OnError onError = keys.parsed(ON_ERROR, either(keys, ON_ERROR), "fail, skip or dead-letter", ErrorConfig::named)
                .orElse(OnError.FAIL);
        Optional<String> topic = either(keys, TOPIC);
        Map<String, String> producer = new HashMap<>(keys.withPrefix(PRODUCER));
        producer.putAll(keys.withPrefix(OWN + PRODUCER));
        if (!keys.problems().isEmpty()) {
            throw new ConfigException(String.join("; ", keys.problems()));
        }
        return new ErrorConfig(onError, topic, producer);
    }

    private static Optional<String> either(Keys keys, String key) {
        Optional<String> plain = keys.text(key);
        Optional<String> own = keys.text(OWN + key);
        if (plain.isPresent() && own.isPresent() && !plain.equals(own)) {
            keys.problem(key + " is '" + plain.get() + "' and " + OWN + key + " is '" + own.get() + "'; remove one");
        }
        return plain.or(() -> own);
    }

    private static OnError named(String text) {
        return OnError.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Names the keys of the producer's settings and none of their values, which may be secrets. */
    @Override
    public String toString() {
        return "ErrorConfig[onError=%s, fixedTopic=%s, producer=%s]".formatted(onError, fixedTopic, producer.keySet());
    }

    /**
     * The dead-letter topic of a topic.
     *
     * @throws ConfigException if records would go back where they come from
     */
    public String deadLetterTopic(String topic) {
        if (fixedTopic.filter(topic::equals).isPresent()) {
            throw new ConfigException(TOPIC + " is '" + topic
                    + "', which is the topic that the records are read from; name another topic");
        }
        return fixedTopic.orElse(topic + SUFFIX);
    }
}

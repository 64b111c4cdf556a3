package dev.signet.broker.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of topics: its name and what its values mean.
 *
 * @param name as it is written in a topic's configuration
 * @param form how Kafka's tools show its values
 * @param expected the values that it may have, in words
 * @param documentation what it is for, and what holds where it is not set
 * @param reading what a value means; empty if it is none that the setting may have
 * @param <T> what its values mean
 */
public record PolicyKey<T>(
        String name, Form form, String expected, String documentation, Function<String, Optional<T>> reading) {

    /** How the values of a setting are written. */
    public enum Form {
        TEXT,
        FLAG,
        NUMBER
    }

    /** A setting that has one word of several. The words are told in the order of the map. */
    static <T> PolicyKey<T> oneOf(String name, Map<String, T> words, String documentation) {
        return new PolicyKey<>(
                name, Form.TEXT, choice(words.keySet()), documentation, word -> Optional.ofNullable(words.get(word)));
    }

    /** A setting that is {@code true} or {@code false}, in any case. */
    static <T> PolicyKey<T> flag(String name, T ifTrue, T ifFalse, String documentation) {
        return new PolicyKey<>(name, Form.FLAG, "true or false", documentation, text -> switch (text.strip()
                .toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(ifTrue);
            case "false" -> Optional.of(ifFalse);
            default -> Optional.empty();
        });
    }

    /** Words as they are told: {@code off, auto, id or full}. */
    static String choice(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    /** The environment variable of the same meaning: {@code SIGNET_VALUE_VALIDATION}. */
    public String variable() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** What is wrong with a value, as the rest of a sentence that has named key and value; empty if nothing is. */
    public Optional<String> problem(String value) {
        return reading.apply(value).isPresent() ? Optional.empty() : Optional.of("expected " + expected);
    }

    /**
     * What the settings say, if they have this one.
     *
     * @throws IllegalArgumentException if it has a value that it may not have
     */
    Optional<T> in(Map<String, String> settings) {
        return Optional.ofNullable(settings.get(name)).map(this::meaning);
    }

    private T meaning(String value) {
        return reading.apply(value)
                .orElseThrow(() -> new IllegalArgumentException(name + " is '" + value + "', expected " + expected));
    }
}

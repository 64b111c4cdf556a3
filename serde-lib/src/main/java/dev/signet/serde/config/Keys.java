package dev.signet.serde.config;

import dev.signet.client.SentHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.config.types.Password;

/** Typed reading of a configuration map; problems are collected, so that all are reported at once. For one thread. */
final class Keys {
    private static final String CLIENT_PREFIX = "schema.registry.";

    private final Map<String, ?> values;
    private final Set<String> problems = new LinkedHashSet<>();

    Keys(Map<String, ?> values) {
        this.values = values;
    }

    Set<String> problems() {
        return problems;
    }

    /** Everything that was given, for code of the application. */
    Map<String, ?> values() {
        return values;
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    /** The value of a key as text, trimmed; empty if it is absent or blank. */
    Optional<String> text(String key) {
        Object value = values.get(key);
        return Optional.ofNullable(value).map(Keys::written).map(String::trim).filter(text -> !text.isEmpty());
    }

    private static String written(Object given) {
        if (given instanceof Class<?> type) {
            return type.getName();
        } else if (given instanceof Password secret) {
            return secret.value();
        }
        return given instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : given.toString();
    }

    /** A key of the client, which may be written with or without the prefix {@code schema.registry.}. */
    Optional<String> clientText(String key) {
        return text(CLIENT_PREFIX + key).or(() -> text(key));
    }

    /** A value that goes into an HTTP header; one that cannot is a problem, which does not repeat it. */
    Optional<String> sendable(String key, String value) {
        if (SentHeaders.isValue(value)) {
            return Optional.of(value);
        }
        problem(key + " holds a line break or another character that no HTTP header may hold; remove it");
        return Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, "true or false", Keys::flag).orElse(otherwise);
    }

    private static boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(text);
    }

    int number(String key, int otherwise) {
        return parsed(key, "a whole number", Integer::valueOf).orElse(otherwise);
    }

    int clientNumber(String key, int otherwise) {
        return parsed(key, clientText(key), "a whole number", Integer::valueOf).orElse(otherwise);
    }

    Duration clientMillis(String key, long otherwise) {
        return Duration.ofMillis(parsed(key, clientText(key), "a number of milliseconds", Long::valueOf)
                .orElse(otherwise));
    }

    /** The value of a key, read by a function that throws for what it does not understand. */
    <T> Optional<T> parsed(String key, String expected, Function<String, T> parse) {
        return parsed(key, text(key), expected, parse);
    }

    /** A value read by a function that throws for what it does not understand. */
    <T> Optional<T> parsed(String key, Optional<String> text, String expected, Function<String, T> parse) {
        try {
            return text.map(parse);
        } catch (IllegalArgumentException notUnderstood) {
            problem(key + " is '" + text.orElse("") + "', expected " + expected);
            return Optional.empty();
        }
    }

    /** A class, given as an object or by name. */
    Optional<Class<?>> type(String key) {
        if (values.get(key) instanceof Class<?> type) {
            return Optional.of(type);
        }
        return text(key).flatMap(name -> load(key, name));
    }

    private Optional<Class<?>> load(String key, String name) {
        try {
            return Optional.of(Class.forName(name, false, ClassLoaders.users()));
        } catch (ClassNotFoundException | LinkageError missing) {
            problem(key + " names the class " + name + ", which is not on the class path");
            return Optional.empty();
        }
    }

    /** What follows a prefix, for every key that starts with it. */
    Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .forEach(key -> text(key).ifPresent(value -> found.put(key.substring(prefix.length()), value)));
        return found;
    }
}

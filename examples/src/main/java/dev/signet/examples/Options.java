package dev.signet.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What stands behind a program's name: {@code --key value}, with defaults that fit {@code ./signet up}. */
public final class Options {
    private static final Map<String, String> DEFAULTS = Map.of(
            "registry", "http://127.0.0.1:8081",
            "bootstrap-server", "127.0.0.1:9092",
            "signet-data", "signet-data");

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is not understood; the message says what is
     */
    public static Options of(String[] arguments, String... more) {
        Set<String> own = Set.of(more);
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String key = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (i + 1 == arguments.length || !(own.contains(key) || DEFAULTS.containsKey(key))) {
                throw new IllegalArgumentException(
                        "'" + arguments[i] + "' is not understood; give --KEY VALUE, where KEY" + " is one of "
                                + DEFAULTS.keySet() + " and " + own);
            }
            given.put(key, arguments[i + 1]);
        }
        return new Options(given);
    }

    /** A value that was given, or its default. */
    public String text(String key) {
        return text(key, DEFAULTS.getOrDefault(key, ""));
    }

    public String text(String key, String otherwise) {
        return given.getOrDefault(key, otherwise);
    }

    public int number(String key, int otherwise) {
        return Integer.parseInt(text(key, Integer.toString(otherwise)));
    }
}

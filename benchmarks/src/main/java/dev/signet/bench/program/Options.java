package dev.signet.bench.program;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the command: {@code --name value} pairs.
 *
 * @param given values by name
 */
public record Options(Map<String, String> given) {
    public static Options of(String[] arguments, int from) {
        Map<String, String> given = new HashMap<>();
        for (int i = from; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected --name value, not " + arguments[i]);
            }
            given.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Options(given);
    }

    public String text(String name, String usual) {
        return given.getOrDefault(name, usual);
    }

    public int number(String name, int usual) {
        return Integer.parseInt(text(name, Integer.toString(usual)));
    }

    public double decimal(String name, double usual) {
        return Double.parseDouble(text(name, Double.toString(usual)));
    }

    public List<Integer> numbers(String name, String usual) {
        return list(name, usual).stream().map(Integer::valueOf).toList();
    }

    public List<String> list(String name, String usual) {
        return Arrays.stream(text(name, usual).split(",")).map(String::strip).toList();
    }
}

package dev.signet.broker.agent;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What was written for the agent, by key. An address behind {@code -javaagent:…=} wins over the environment, which wins
 * over the file behind {@code -javaagent:…=}: flags, environment, file, as for the registry's server.
 */
final class AgentOptions {

    static final String URL = "signet.registry.url";

    private static final String VARIABLES = "SIGNET_";

    /** A misspelt address may hold a password; everything up to its last '@' is left out, but for the scheme. */
    private static final Pattern USER = Pattern.compile("^([A-Za-z]+:/+)?.*@", Pattern.DOTALL);

    private final Map<String, String> argument;
    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final String place;

    private AgentOptions(
            Map<String, String> argument, Map<String, String> environment, Map<String, String> file, String place) {
        this.argument = argument;
        this.environment = environment;
        this.file = file;
        this.place = place;
    }

    /**
     * Reads them.
     *
     * @param argument what stands behind {@code -javaagent:…=}: addresses, the path of a file, or nothing
     * @param variables the environment; {@code SIGNET_REGISTRY_URL} stands for {@code signet.registry.url}
     * @throws IllegalArgumentException if the argument is no address and no file that can be read
     */
    static AgentOptions read(String argument, Map<String, String> variables) {
        String given = argument.strip();
        String lower = given.toLowerCase(Locale.ROOT);
        Map<String, String> environment = byKey(variables);
        if (given.isEmpty()) {
            return new AgentOptions(Map.of(), environment, Map.of(), "");
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new AgentOptions(Map.of(URL, given), environment, Map.of(), "");
        }
        return new AgentOptions(Map.of(), environment, load(given), given);
    }

    private static Map<String, String> byKey(Map<String, String> variables) {
        Map<String, String> values = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(VARIABLES)) {
                put(values, name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return values;
    }

    private static Map<String, String> load(String path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            properties.load(reader);
        } catch (IOException | InvalidPathException unreadable) {
            String shown = USER.matcher(path).replaceFirst("$1...@");
            throw new IllegalArgumentException(
                    "Signet's agent was started with '" + shown + "', which is neither an address that begins with"
                            + " http:// or https:// nor a file that can be read: "
                            // what was caught names the path
                            + (shown.equals(path)
                                    ? unreadable
                                    : unreadable.getClass().getSimpleName()),
                    unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "Signet's agent cannot read " + path + " as properties: " + malformed.getMessage(), malformed);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> put(values, key, properties.getProperty(key)));
        return values;
    }

    /** What is blank is not set, so that a variable can be emptied where it cannot be taken away. */
    private static void put(Map<String, String> values, String key, String value) {
        if (!value.isBlank()) {
            values.put(key, value.strip());
        }
    }

    Optional<String> value(String key) {
        return from(key).map(source -> source.get(key));
    }

    private Optional<Map<String, String>> from(String key) {
        for (Map<String, String> source : List.of(argument, environment, file)) {
            if (source.containsKey(key)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /** Where the value of a key was written, for messages. */
    String place(String key) {
        Map<String, String> source = from(key).orElse(argument);
        if (source == environment) {
            return key.toUpperCase(Locale.ROOT).replace('.', '_');
        }
        return source == file ? key + " in " + place : "the address behind -javaagent:signet-broker-agent.jar=";
    }

    /**
     * Refuses a file with keys that nobody knows, which may be misspelt. Of the environment nothing is refused: variables
     * that begin with {@code SIGNET_} may be there for other programs.
     */
    void requireKnown(Set<String> known) {
        Set<String> unknown = new TreeSet<>(file.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Signet's agent does not know " + String.join(", ", unknown) + " in "
                    + place + "; what it knows: " + String.join(", ", new TreeSet<>(known)));
        }
    }
}

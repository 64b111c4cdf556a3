package dev.signet.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What flags, then the environment, then a file say, and all that is wrong with it. */
final class Configuration {
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final List<String> problems = new ArrayList<>();

    private record Written(String place, String value) {}

    Configuration(Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        this.flags = flags;
        this.environment = environment;
        this.file = file.map(this::load).orElse(Map.of());
    }

    /** Everything that keeps these settings from being read; empty if nothing does. */
    List<String> problems(Collection<Setting<?>> settings) {
        settings.forEach(this::check);
        Set<String> keys = settings.stream().map(Setting::key).collect(Collectors.toSet());
        for (Map<String, String> source : List.of(flags, file)) {
            source.keySet().stream()
                    .filter(key -> !keys.contains(key))
                    .sorted()
                    .forEach(key -> problems.add(key + ": there is no such key"));
        }
        return List.copyOf(problems);
    }

    /** The value of a setting without problems. */
    <T> T value(Setting<T> setting) {
        return setting.reader().apply(written(setting).value()).orElseThrow();
    }

    private void check(Setting<?> setting) {
        Written written = written(setting);
        if (setting.reader().apply(written.value()).isEmpty()) {
            String shown = setting.shown() == Setting.Shown.YES ? "'" + written.value() + "'" : "something else";
            problems.add("%s: must be %s, but %s says %s"
                    .formatted(
                            setting.key(),
                            setting.expected(),
                            written.place(),
                            written.value().isEmpty() ? "nothing" : shown));
        }
    }

    private Written written(Setting<?> setting) {
        String flag = flags.get(setting.key());
        if (flag != null) {
            return new Written("the flag", flag.strip());
        }
        String variable = environment.get(setting.variable());
        if (variable != null) {
            return new Written("the variable " + setting.variable(), variable.strip());
        }
        String line = file.get(setting.key());
        return line == null
                ? new Written("the configuration", setting.fallback())
                : new Written("the file", line.strip());
    }

    private Map<String, String> load(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add("the configuration file " + path + " cannot be read: " + unreadable.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}

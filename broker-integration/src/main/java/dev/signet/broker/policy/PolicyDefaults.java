package dev.signet.broker.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds on a broker for each topic that does not say it itself: settings of topics, by the same names. */
public final class PolicyDefaults {

    /** Nothing is set broker-wide. */
    public static final PolicyDefaults NONE = new PolicyDefaults(Map.of());

    private final Map<String, String> settings;

    private PolicyDefaults(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * The defaults that the settings of a broker say; settings that are none of topics are passed over.
     *
     * @throws IllegalArgumentException if values cannot be; names each such key, its value and what is expected
     */
    public static PolicyDefaults of(Map<String, String> settings) {
        Map<String, String> ours = new HashMap<>();
        for (PolicyKey<?> key : PolicyKeys.all()) {
            Optional.ofNullable(settings.get(key.name())).ifPresent(value -> ours.put(key.name(), value));
        }
        List<String> problems = PolicyKeys.all().stream()
                .flatMap(key -> problem(key, ours).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new PolicyDefaults(ours);
    }

    /**
     * The defaults that settings and the environment say, where {@code SIGNET_VALUE_VALIDATION} stands for
     * {@code signet.value.validation}; settings win.
     *
     * @throws IllegalArgumentException as {@link #of(Map)} does
     */
    public static PolicyDefaults of(Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        for (PolicyKey<?> key : PolicyKeys.all()) {
            Optional.ofNullable(environment.get(key.variable())).ifPresent(value -> all.put(key.name(), value));
        }
        all.putAll(settings);
        return of(all);
    }

    private static Optional<String> problem(PolicyKey<?> key, Map<String, String> settings) {
        return Optional.ofNullable(settings.get(key.name()))
                .flatMap(value -> key.problem(value).map(what -> key.name() + " is '" + value + "', " + what));
    }

    /** By name. */
    public Map<String, String> settings() {
        return settings;
    }
}

package dev.signet.serde.config;

import dev.signet.schema.naming.NameStrategy;
import dev.signet.schema.naming.WellKnownClasses;
import dev.signet.serde.naming.SubjectNameStrategy;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads how subjects are named. For one thread. */
final class NamingKeys {
    private static final String FALLBACK = "subject.name.strategy.fallback.type";
    private static final String CLUSTER = "subject.name.strategy.kafka.cluster.id";
    private static final String CACHE_SIZE = "subject.name.strategy.cache.size";
    private static final String EXPIRY = "subject.name.strategy.cache.expiry.secs";
    private static final String CONTEXT_STRATEGY = "context.name.strategy";
    private static final String NO_CONTEXT = "NullContextNameStrategy";
    private static final SubjectNaming UNKNOWN = new SubjectNaming.ByRule(SubjectRule.TOPIC);

    private final Keys keys;
    private final Side side;

    NamingKeys(Keys keys, Side side) {
        this.keys = keys;
        this.side = side;
    }

    /** Associated subjects unless told otherwise, as the usual serializers do from 8.3 on. */
    SubjectNaming naming() {
        refuseContextStrategies();
        SubjectNaming.Associated associated = associated();
        String key = side.word() + ".subject.name.strategy";
        Optional<String> name = keys.text(key);
        return name.map(given -> named(key, given, associated)).orElse(associated);
    }

    private SubjectNaming named(String key, String name, SubjectNaming.Associated associated) {
        return NameStrategy.ofClass(name)
                .map(strategy -> known(strategy, associated))
                .orElseGet(() -> custom(key, name));
    }

    private static SubjectNaming known(NameStrategy strategy, SubjectNaming.Associated associated) {
        return switch (strategy) {
            case TOPIC -> new SubjectNaming.ByRule(SubjectRule.TOPIC);
            case RECORD -> new SubjectNaming.ByRule(SubjectRule.RECORD);
            case TOPIC_RECORD -> new SubjectNaming.ByRule(SubjectRule.TOPIC_RECORD);
            case ASSOCIATED -> associated;
        };
    }

    private SubjectNaming.Associated associated() {
        int cacheSize = keys.number(CACHE_SIZE, 1_000);
        if (cacheSize < 1) {
            keys.problem(CACHE_SIZE + " is " + cacheSize + ", expected 1 or more");
        }
        int seconds = keys.number(EXPIRY, -1);
        return new SubjectNaming.Associated(
                fallback(),
                keys.text(CLUSTER).orElse("-"),
                Math.max(1, cacheSize),
                seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    private Optional<SubjectRule> fallback() {
        String name = keys.text(FALLBACK).orElse(SubjectRule.TOPIC.name());
        if (name.equalsIgnoreCase("NONE")) {
            return Optional.empty();
        }
        return keys.parsed(
                FALLBACK,
                Optional.of(name),
                "TOPIC, RECORD, TOPIC_RECORD or NONE",
                text -> SubjectRule.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    /** A class of the application; it is the configuration that names it, so its code may run. */
    private SubjectNaming custom(String key, String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoaders.users());
            if (!SubjectNameStrategy.class.isAssignableFrom(type)) {
                keys.problem(key + " is '" + name + "', which " + implementInstead());
                return UNKNOWN;
            }
            SubjectNameStrategy strategy =
                    (SubjectNameStrategy) type.getDeclaredConstructor().newInstance();
            strategy.configure(keys.values(), side == Side.KEY);
            return new SubjectNaming.Custom(strategy);
        } catch (ClassNotFoundException missing) {
            keys.problem(key + " is '" + name + "', expected " + String.join(", ", NameStrategy.classNames())
                    + ", or a class on the class path that implements "
                    + SubjectNameStrategy.class.getName());
        } catch (LinkageError incomplete) {
            keys.problem(key + " is '" + name + "', which needs " + incomplete.getMessage()
                    + ", which is not on the class path, and therefore " + implementInstead());
        } catch (ReflectiveOperationException refused) {
            keys.problem(key + " is '" + name + "', which cannot be made: "
                    + (refused instanceof InvocationTargetException thrown ? thrown.getCause() : refused)
                    + "; it needs a public constructor without parameters");
        }
        return UNKNOWN;
    }

    private static String implementInstead() {
        return "is not usable here; let it implement " + SubjectNameStrategy.class.getName()
                + " (subjectName of topic, isKey and Avro schema) instead of another library's interface";
    }

    private void refuseContextStrategies() {
        keys.text(CONTEXT_STRATEGY)
                .filter(name -> !WellKnownClasses.simpleName(name).equals(Optional.of(NO_CONTEXT)))
                .ifPresent(name -> keys.problem(CONTEXT_STRATEGY + " is '" + name
                        + "', expected NullContextNameStrategy; name the context with signet.context, or have a "
                        + SubjectNameStrategy.class.getName() + " return subjects with their context (:.ctx:name)"));
    }
}

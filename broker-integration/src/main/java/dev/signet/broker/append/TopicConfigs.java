package dev.signet.broker.append;

import dev.signet.broker.policy.PolicyKey;
import dev.signet.broker.policy.PolicyKeys;
import java.lang.reflect.Field;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes the settings of a topic's policy known to Kafka as topic configs, in every broker and controller of this
 * process: they are created, altered, described, replicated and kept like Kafka's own, and what cannot be is refused
 * when it is set.
 *
 * <p>Kafka has no place for configs of others: they are added to the definition that it keeps for its own. Safe for use
 * by many threads.
 */
public final class TopicConfigs {

    private static final String DEFINITION = "CONFIG";

    private TopicConfigs() {}

    /**
     * Adds the settings, once a process. Has to come before anything of a broker or controller is made, which copies the
     * definition.
     *
     * @throws WeavingException if this Kafka keeps no such definition, or has configs of these names already
     */
    public static synchronized void define() {
        add(definition(LogConfig.class));
    }

    /** The definition that Kafka parses topic configs by. */
    static ConfigDef definition(Class<?> owner) {
        if (value(owner) instanceof ConfigDef definition) {
            return definition;
        }
        throw new WeavingException(unfit(owner, "is no definition of configs"));
    }

    private static @Nullable Object value(Class<?> owner) {
        try {
            Field field = owner.getDeclaredField(DEFINITION);
            field.setAccessible(true);
            return field.get(null);
        } catch (NoSuchFieldException missing) {
            throw new WeavingException(unfit(owner, "does not exist"), missing);
        } catch (IllegalAccessException | RuntimeException inaccessible) {
            throw new WeavingException(unfit(owner, "cannot be read"), inaccessible);
        }
    }

    private static String unfit(Class<?> owner, String what) {
        return "Signet cannot add its settings to the topic configs of this Apache Kafka: the field " + owner.getName()
                + "." + DEFINITION + " " + what
                + ". Use a release that Signet supports, or start the broker without Signet";
    }

    /** Adds what is not there yet. */
    static void add(ConfigDef definition) {
        for (PolicyKey<?> key : PolicyKeys.all()) {
            ConfigKey known = definition.configKeys().get(key.name());
            if (known == null) {
                // without a default: what holds where nothing is set is a matter of the broker, not of this process
                definition.define(key.name(), type(key), null, new Check(key), Importance.MEDIUM, key.documentation());
            } else if (!(known.validator instanceof Check)) {
                throw new WeavingException("Signet cannot add the topic config " + key.name()
                        + ": this Apache Kafka has one of that name already. Start the broker without Signet");
            }
        }
    }

    private static Type type(PolicyKey<?> key) {
        return switch (key.form()) {
            case TEXT -> Type.STRING;
            case FLAG -> Type.BOOLEAN;
            case NUMBER -> Type.LONG;
        };
    }

    /** Refuses a value that a setting may not have, when somebody sets it. */
    private record Check(PolicyKey<?> key) implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null) {
                key.problem(value.toString()).ifPresent(problem -> {
                    throw new ConfigException(name, value, problem);
                });
            }
        }

        /** Stands in Kafka's own tables of configs. */
        @Override
        public String toString() {
            return key.expected();
        }
    }
}

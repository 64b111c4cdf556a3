package dev.signet.serde.config;

import dev.signet.client.ClientSettings;
import dev.signet.schema.Context;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.WriteAs;
import dev.signet.serde.reflect.Reflection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a serializer, deserializer or converter was told, checked. Keys, defaults and their order of precedence are those
 * that users of the usual serializers have; what is Signet's own starts with {@code signet.}.
 *
 * @param registry where the registry is
 * @param naming how subjects are named
 * @param context where subjects and ids live that name no context
 * @param side key or value
 * @param writeAs how records are written
 * @param readAs what is made of records
 * @param reflection how objects of ordinary classes are written and read, if they are
 * @param idSource where records say which schema they have
 * @param cacheSize how many schemas are remembered
 * @param choiceExpiry for how long the schema that records are written with is remembered; for good if empty
 * @param use how it works with its registry
 * @param warnings what to tell of keys that look like the serde's and have no effect
 */
public record SerdeConfig(
        RegistryAddress registry,
        SubjectNaming naming,
        Context context,
        Side side,
        WriteAs writeAs,
        ReadAs readAs,
        Optional<Reflection> reflection,
        IdSource idSource,
        int cacheSize,
        Optional<Duration> choiceExpiry,
        RegistryUse use,
        List<String> warnings) {
    /** Where the registry is. */
    public sealed interface RegistryAddress {}

    /** One or several servers. */
    record Remote(ClientSettings settings) implements RegistryAddress {}

    /** An in-memory registry of this process, shared by all who name its scope. */
    record InMemory(String scope) implements RegistryAddress {}

    /** A registry that was given as an object. */
    record Given() implements RegistryAddress {}

    /**
     * Reads a configuration map.
     *
     * @throws ConfigException if anything in it is wrong; the message lists every problem
     */
    public static SerdeConfig of(Map<String, ?> values, Side side) {
        return read(new Keys(values), side, Optional.empty());
    }

    /** As {@link #of(Map, Side)}, for a registry that is given as an object: {@code schema.registry.url} is not read. */
    public static SerdeConfig ofGiven(Map<String, ?> values, Side side) {
        return read(new Keys(values), side, Optional.of(new Given()));
    }

    private static SerdeConfig read(Keys keys, Side side, Optional<RegistryAddress> given) {
        RegistryAddress registry = given.orElseGet(() -> new RegistryKeys(keys).address());
        WritingKeys writing = new WritingKeys(keys, side);
        ReadingKeys reading = new ReadingKeys(keys, side);
        WriteAs writeAs = writing.writeAs();
        SubjectNaming naming = new NamingKeys(keys, side).naming();
        Optional<Reflection> reflection = reading.reflection();
        SerdeConfig config = new SerdeConfig(
                registry,
                naming,
                keys.parsed("signet.context", "the name of a context, without ':'", Context::named)
                        .orElse(Context.DEFAULT),
                side,
                writeAs,
                reading.readAs(reflection),
                reflection,
                reading.idSource(),
                writing.cacheSize(),
                writing.choiceExpiry(writeAs.choice(), naming),
                RegistryUse.of(keys),
                KnownKeys.warnings(keys.values()));
        if (!keys.problems().isEmpty()) {
            throw new ConfigException(
                    "the " + side.word() + " serde's configuration is wrong: " + String.join("; ", keys.problems()));
        }
        return config;
    }
}

package dev.signet.serde.config;

import dev.signet.client.ClientSettings;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.serde.codec.LogicalTypes;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.SchemaChoice;
import dev.signet.serde.codec.WriteAs;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
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
 * @param cacheSize how many schemas are remembered
 */
public record SerdeConfig(
        RegistryAddress registry,
        SubjectNaming naming,
        Context context,
        Side side,
        WriteAs writeAs,
        ReadAs readAs,
        int cacheSize) {
    private static final String URL = "schema.registry.url";
    private static final String MOCK = "mock://";

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
        RegistryAddress registry = given.orElseGet(() -> address(keys));
        int cacheSize = keys.number("max.schemas.per.subject", 1_000);
        if (cacheSize < 1) {
            keys.problem("max.schemas.per.subject is " + cacheSize + ", expected 1 or more");
        }
        Context context = keys.text("signet.context").map(Context::named).orElse(Context.DEFAULT);
        SubjectNaming naming = naming(keys, side);
        SerdeConfig config = new SerdeConfig(
                registry, naming, context, side, writeAs(keys), readAs(keys, side), Math.max(1, cacheSize));
        refuseWhatIsNotThere(keys, side);
        if (!keys.problems().isEmpty()) {
            throw new ConfigException(
                    "the " + side.word() + " serde's configuration is wrong: " + String.join("; ", keys.problems()));
        }
        return config;
    }

    private static RegistryAddress address(Keys keys) {
        List<String> urls = keys.text(URL).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .toList();
        if (urls.isEmpty()) {
            keys.problem(URL + " is missing; it lists the registry's base URLs, such as http://localhost:8081");
        }
        if (urls.stream().anyMatch(url -> url.startsWith(MOCK))) {
            if (urls.size() > 1) {
                keys.problem(URL + " mixes mock:// with other URLs");
            }
            return new InMemory(urls.get(0).substring(MOCK.length()));
        }
        List<URI> addresses = urls.stream().flatMap(url -> uri(keys, url)).toList();
        try {
            return new Remote(settings(keys, addresses));
        } catch (IllegalArgumentException wrong) {
            if (!addresses.isEmpty()) {
                keys.problem(URL + " and its client: " + wrong.getMessage());
            }
            return new Given();
        }
    }

    /** A URL may hold a password, so it is not repeated when it is wrong. */
    private static Stream<URI> uri(Keys keys, String url) {
        try {
            return Stream.of(URI.create(url));
        } catch (IllegalArgumentException notOne) {
            keys.problem(URL + " has an entry that is not a URL; one looks like http://localhost:8081");
            return Stream.empty();
        }
    }

    private static ClientSettings settings(Keys keys, List<URI> urls) {
        ClientSettings.Retries retries = new ClientSettings.Retries(
                keys.clientNumber("max.retries", 3),
                keys.clientMillis("retries.wait.ms", 1_000),
                keys.clientMillis("retries.max.wait.ms", 20_000));
        return new ClientSettings(
                urls,
                keys.credentials(),
                keys.withPrefix("request.header."),
                keys.clientMillis("http.connect.timeout.ms", 60_000),
                keys.clientMillis("http.read.timeout.ms", 60_000),
                retries);
    }

    private static SubjectNaming naming(Keys keys, Side side) {
        String key = side.word() + ".subject.name.strategy";
        return keys.parsed(
                        key,
                        keys.text(key),
                        "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy",
                        name -> SubjectNaming.named(name).orElseThrow(IllegalArgumentException::new))
                .orElse(SubjectNaming.TOPIC);
    }

    private static WriteAs writeAs(Keys keys) {
        return new WriteAs(
                choice(keys),
                keys.flag("normalize.schemas", false) ? Normalize.YES : Normalize.NO,
                logicalTypes(keys),
                keys.flag("avro.remove.java.properties", false)
                        ? WriteAs.JavaProperties.REMOVED
                        : WriteAs.JavaProperties.KEPT);
    }

    /** The first that is set, in this order. */
    private static SchemaChoice choice(Keys keys) {
        boolean register = keys.flag("auto.register.schemas", true);
        int id = keys.number("use.schema.id", -1);
        Optional<SchemaGuid> guid = keys.parsed(
                "use.schema.guid",
                keys.text("use.schema.guid"),
                "a GUID",
                text -> SchemaGuid.parse(text).orElseThrow(IllegalArgumentException::new));
        boolean latest = keys.flag("use.latest.version", false);
        SchemaChoice.Fit idFit = fit(keys.flag("id.compatibility.strict", true));
        SchemaChoice.Fit latestFit = fit(keys.flag("latest.compatibility.strict", true));
        if (register) {
            return new SchemaChoice.Register();
        } else if (id >= 0) {
            return new SchemaChoice.UseId(new SchemaId(id), idFit);
        } else if (guid.isPresent()) {
            return new SchemaChoice.UseGuid(guid.get(), idFit);
        }
        return latest ? new SchemaChoice.UseLatest(latestFit) : new SchemaChoice.LookUp();
    }

    private static SchemaChoice.Fit fit(boolean strict) {
        return strict ? SchemaChoice.Fit.CHECKED : SchemaChoice.Fit.UNCHECKED;
    }

    private static LogicalTypes logicalTypes(Keys keys) {
        return keys.flag("avro.use.logical.type.converters", false) ? LogicalTypes.CONVERTED : LogicalTypes.UNDERLYING;
    }

    private static ReadAs readAs(Keys keys, Side side) {
        return new ReadAs(
                target(keys, side),
                logicalTypes(keys),
                strictness(keys),
                keys.flag("avro.fail.on.trailing.data", false) ? ReadAs.Trailing.REFUSED : ReadAs.Trailing.IGNORED);
    }

    private static ReadAs.Target target(Keys keys, Side side) {
        String key = "specific.avro." + side.word() + ".type";
        Optional<Class<?>> type = keys.type(key);
        type.filter(given -> !SpecificRecord.class.isAssignableFrom(given))
                .ifPresent(other -> keys.problem(key + " is " + other.getName() + ", which is no SpecificRecord"));
        return keys.flag("specific.avro.reader", false)
                ? new ReadAs.Specific(type)
                : new ReadAs.Generic(Optional.empty());
    }

    private static Strictness strictness(Keys keys) {
        String key = "signet.payload.check";
        return keys.parsed(
                        key,
                        keys.text(key),
                        "lenient or strict",
                        text -> Strictness.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Strictness.LENIENT);
    }

    /** Better refused than silently not done. */
    private static void refuseWhatIsNotThere(Keys keys, Side side) {
        if (keys.flag("schema.reflection", false)) {
            keys.problem("schema.reflection=true is not supported yet; use generic or generated records");
        }
        keys.text("use.latest.with.metadata")
                .ifPresent(given -> keys.problem("use.latest.with.metadata is not supported yet"));
        keys.text("context.name.strategy")
                .filter(name -> !name.endsWith("NullContextNameStrategy"))
                .ifPresent(name -> keys.problem(
                        "context.name.strategy is '" + name + "'; name the context with signet.context instead"));
        String serializer = side.word() + ".schema.id.serializer";
        keys.text(serializer)
                .filter(name -> !name.endsWith("PrefixSchemaIdSerializer"))
                .ifPresent(name -> keys.problem(serializer + " is '" + name + "'; only the prefix is written yet"));
    }

    /**
     * The subject of a datum's schema.
     *
     * @throws IllegalArgumentException if the name needs a record type and there is none
     */
    public Subject subject(String topic, Optional<String> recordName) {
        if (naming.needsRecordName() && recordName.isEmpty()) {
            throw new IllegalArgumentException(
                    "the subject is named after the record type, but the datum is no record");
        }
        return Subject.parse(naming.subject(topic, recordName.orElse(""), side), context);
    }
}

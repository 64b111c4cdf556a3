package dev.signet.serde.config;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.naming.WellKnownClasses;
import dev.signet.serde.codec.SchemaChoice;
import dev.signet.serde.codec.WireForm;
import dev.signet.serde.codec.WriteAs;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how records are written. For one thread. */
final class WritingKeys {
    private static final String METADATA = "use.latest.with.metadata";
    private static final String SIZE = "max.schemas.per.subject";
    private static final String LATEST_SIZE = "latest.cache.size";
    private static final String LATEST_EXPIRY = "latest.cache.ttl.sec";
    private static final String PREFIX = "signet.schema.prefix";

    private final Keys keys;
    private final Side side;

    WritingKeys(Keys keys, Side side) {
        this.keys = keys;
        this.side = side;
    }

    WriteAs writeAs() {
        refuseRules();
        return new WriteAs(
                choice(),
                keys.flag("normalize.schemas", false) ? Normalize.YES : Normalize.NO,
                ReadingKeys.logicalTypes(keys),
                keys.flag("avro.remove.java.properties", false)
                        ? WriteAs.JavaProperties.REMOVED
                        : WriteAs.JavaProperties.KEPT,
                form(),
                ReadingKeys.generation(keys));
    }

    /** They encrypt, check or rewrite records; leaving that out silently would send what must not be sent. */
    private void refuseRules() {
        for (String key : List.of("rule.executors", "rule.actions", "validation.rules.execution")) {
            keys.text(key)
                    .filter(value -> !value.equalsIgnoreCase("DISABLED"))
                    .ifPresent(value -> keys.problem(key + " is '" + value
                            + "', but rules are not executed here; remove the key if records may go without"));
        }
    }

    /** The first that is set, in this order. */
    private SchemaChoice choice() {
        boolean register = keys.flag("auto.register.schemas", true);
        Optional<SchemaId> id = schemaId(keys);
        Optional<SchemaGuid> guid = schemaGuid(keys);
        Map<String, String> metadata = metadata();
        boolean latest = keys.flag("use.latest.version", false);
        SchemaChoice.Fit idFit = fit(keys.flag("id.compatibility.strict", true));
        SchemaChoice.Fit latestFit = fit(keys.flag("latest.compatibility.strict", true));
        if (register) {
            return new SchemaChoice.Register();
        } else if (id.isPresent()) {
            return new SchemaChoice.UseId(id.get(), idFit);
        } else if (guid.isPresent()) {
            return new SchemaChoice.UseGuid(guid.get(), idFit);
        } else if (!metadata.isEmpty()) {
            return new SchemaChoice.UseLatestWith(metadata, latestFit);
        }
        return latest ? new SchemaChoice.UseLatest(latestFit) : new SchemaChoice.LookUp();
    }

    private static SchemaChoice.Fit fit(boolean strict) {
        return strict ? SchemaChoice.Fit.CHECKED : SchemaChoice.Fit.UNCHECKED;
    }

    /** The id that is fixed; none if it is negative. */
    static Optional<SchemaId> schemaId(Keys keys) {
        int id = keys.number("use.schema.id", -1);
        return id < 0 ? Optional.empty() : Optional.of(new SchemaId(id));
    }

    static Optional<SchemaGuid> schemaGuid(Keys keys) {
        return keys.parsed(
                "use.schema.guid", "a GUID", text -> SchemaGuid.parse(text).orElseThrow(IllegalArgumentException::new));
    }

    private Map<String, String> metadata() {
        return keys.parsed(METADATA, "key=value pairs with commas between them", WritingKeys::pairs)
                .orElse(Map.of());
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1
                    || pairs.put(
                                    pair.substring(0, equals).trim(),
                                    pair.substring(equals + 1).trim())
                            != null) {
                throw new IllegalArgumentException(text);
            }
        }
        return pairs;
    }

    private WireForm form() {
        String key = side.word() + ".schema.id.serializer";
        WireForm inFront =
                keys.parsed(PREFIX, "id or guid", WritingKeys::prefix).orElse(WireForm.ID_PREFIX);
        String name = keys.text(key).orElse("PrefixSchemaIdSerializer");
        Optional<WireForm> form = WellKnownClasses.meaning(name, simple -> switch (simple) {
            case "PrefixSchemaIdSerializer" -> Optional.of(inFront);
            case "HeaderSchemaIdSerializer" -> Optional.of(WireForm.GUID_HEADER);
            default -> Optional.empty();
        });
        if (form.isEmpty()) {
            keys.problem(key + " is '" + name + "', expected PrefixSchemaIdSerializer or HeaderSchemaIdSerializer;"
                    + " a class with another form of its own is not supported");
        } else if (form.get() == WireForm.GUID_HEADER && keys.text(PREFIX).isPresent()) {
            keys.problem(PREFIX + " is set, but " + key + " is '" + name + "', which writes no prefix; remove one");
        }
        return form.orElse(WireForm.ID_PREFIX);
    }

    private static WireForm prefix(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "id" -> WireForm.ID_PREFIX;
            case "guid" -> WireForm.GUID_PREFIX;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** How many schemas are remembered. */
    int cacheSize() {
        int size = positive(SIZE, 1_000);
        return Math.max(size, positive(LATEST_SIZE, size));
    }

    private int positive(String key, int otherwise) {
        int size = keys.number(key, otherwise);
        if (size < 1) {
            keys.problem(key + " is " + size + ", expected 1 or more");
        }
        return Math.max(1, size);
    }

    /** For how long what has been decided once holds. */
    Optional<Duration> choiceExpiry(SchemaChoice choice, SubjectNaming naming) {
        int seconds = keys.number(LATEST_EXPIRY, -1);
        boolean changes = choice instanceof SchemaChoice.UseLatest || choice instanceof SchemaChoice.UseLatestWith;
        Optional<Duration> latest =
                changes && seconds >= 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
        Optional<Duration> subject =
                naming instanceof SubjectNaming.Associated associated ? associated.expiry() : Optional.empty();
        return Stream.of(latest, subject).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}

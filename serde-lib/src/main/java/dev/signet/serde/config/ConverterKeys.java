package dev.signet.serde.config;

import dev.signet.serde.connect.ConnectSettings;
import dev.signet.serde.connect.ConnectSettings.Enums;
import dev.signet.serde.connect.ConnectSettings.MapKeys;
import dev.signet.serde.connect.ConnectSettings.Metadata;
import dev.signet.serde.connect.ConnectSettings.Names;
import dev.signet.serde.connect.ConnectSettings.Nullables;
import dev.signet.serde.connect.ConnectSettings.TypeDocDefault;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Reads the keys that only a converter has. */
public final class ConverterKeys {
    private ConverterKeys() {}

    /**
     * How Connect's schemas and data become Avro's.
     *
     * @throws ConfigException if anything is wrong or not supported; the message lists every problem
     */
    public static ConnectSettings settings(Map<String, ?> values) {
        Keys keys = new Keys(values);
        int cacheSize = keys.number("schemas.cache.config", ConnectSettings.DEFAULT.cacheSize());
        if (cacheSize < 1) {
            keys.problem("schemas.cache.config is " + cacheSize + ", expected 1 or more");
        }
        if (keys.flag("generalized.sum.type.support", false)) {
            keys.problem("generalized.sum.type.support=true is not supported; unions are structs named "
                    + "io.confluent.connect.avro.Union");
        }
        if (!keys.flag("flatten.singleton.unions", true)) {
            keys.problem("flatten.singleton.unions=false is not supported; a union of one type is that type");
        }
        ConnectSettings settings = new ConnectSettings(
                keys.flag("connect.meta.data", true) ? Metadata.WRITTEN : Metadata.LEFT_OUT,
                keys.flag("discard.type.doc.default", false) ? TypeDocDefault.LEFT_OUT : TypeDocDefault.WRITTEN,
                keys.flag("ignore.default.for.nullables", false) ? Nullables.NULL : Nullables.DEFAULT,
                keys.flag("allow.optional.map.keys", false) ? MapKeys.ANY_TEXT : MapKeys.REQUIRED_TEXT,
                keys.flag("enhanced.avro.schema.support", false) ? Enums.KEPT : Enums.STRINGS,
                keys.flag("scrub.invalid.names", false) ? Names.SCRUBBED : Names.AS_GIVEN,
                Math.max(1, cacheSize));
        if (!keys.problems().isEmpty()) {
            throw new ConfigException("the converter's configuration is wrong: " + String.join("; ", keys.problems()));
        }
        return settings;
    }
}

package dev.signet.schema.format;

import dev.signet.schema.SchemaType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats of this build. Immutable. */
public final class SchemaFormats {
    private final Map<SchemaType, SchemaFormat> byType = new EnumMap<>(SchemaType.class);

    public SchemaFormats(SchemaFormat... formats) {
        for (SchemaFormat format : formats) {
            byType.put(format.type(), format);
        }
    }

    public Optional<SchemaFormat> of(SchemaType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The types that this build reads. */
    public List<SchemaType> types() {
        return List.copyOf(byType.keySet());
    }
}

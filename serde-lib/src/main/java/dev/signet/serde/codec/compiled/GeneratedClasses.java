package dev.signet.serde.codec.compiled;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** The classes that Avro's generator made for types of a schema, as far as generated code can use them. Confined to one thread. */
final class GeneratedClasses {
    private final Function<Schema, Optional<Class<?>>> lookup;
    private final Map<Schema, Optional<RecordClass>> records = new IdentityHashMap<>();

    /**
     * Found by that lookup.
     *
     * @param lookup the class of a named type, without running any of its code
     */
    GeneratedClasses(Function<Schema, Optional<Class<?>>> lookup) {
        this.lookup = lookup;
    }

    /** The class of a record type whose fields are those of the schema. */
    Optional<RecordClass> recordOf(Schema schema) {
        return records.computeIfAbsent(
                schema,
                any -> lookup.apply(any)
                        .flatMap(RecordClass::of)
                        .filter(type -> type.schema().equals(any)));
    }

    /** The class of an enum whose constants are the schema's symbols, in their order. */
    Optional<Class<?>> enumOf(Schema schema) {
        return lookup.apply(schema)
                .filter(Class::isEnum)
                .filter(RecordClass::isVisible)
                .filter(type -> symbols(type).equals(schema.getEnumSymbols()));
    }

    private static List<String> symbols(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(String::valueOf)
                .toList();
    }
}

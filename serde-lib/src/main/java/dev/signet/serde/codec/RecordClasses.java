package dev.signet.serde.codec;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's model of generated classes, with a lookup of its own: a class that a schema names is found without running any
 * of its code, and used only if it was generated for Avro. Avro's lookup refuses every class outside the packages of a
 * system property instead. Safe for concurrent use.
 */
final class RecordClasses extends SpecificData {
    private final Map<String, Optional<Class<?>>> found;

    RecordClasses(ClassLoader loader) {
        this(loader, new ConcurrentHashMap<>());
    }

    private RecordClasses(ClassLoader loader, Map<String, Optional<Class<?>>> found) {
        super(loader);
        this.found = found;
        setCustomCoders(false);
    }

    /**
     * A model with the conversions that a generated class names. Avro keeps conversions in plain maps, so none is added
     * to a model that other threads use.
     */
    RecordClasses withConversionsOf(Class<?> type) {
        RecordClasses model = new RecordClasses(getClassLoader(), found);
        SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
        return model;
    }

    /** The generated class of a record type, if there is one. */
    Optional<Class<?>> recordClass(Schema schema) {
        return generated(schema).filter(SpecificRecord.class::isAssignableFrom);
    }

    @Override
    @SuppressWarnings({"rawtypes", "NullAway"}) // null for "no such class" is what the overridden method says
    public Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> generated(schema).orElse(null);
            default -> super.getClass(schema);
        };
    }

    /** The generated class of a named type, if there is one. */
    Optional<Class<?>> generated(Schema schema) {
        return found.computeIfAbsent(getClassName(schema), this::load);
    }

    private Optional<Class<?>> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, getClassLoader());
            boolean generated = SpecificRecord.class.isAssignableFrom(type)
                    || SpecificFixed.class.isAssignableFrom(type)
                    || (type.isEnum() && GenericEnumSymbol.class.isAssignableFrom(type));
            return generated ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }
}

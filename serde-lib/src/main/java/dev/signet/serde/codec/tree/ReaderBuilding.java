package dev.signet.serde.codec.tree;

import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.tree.RecordReader.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Resolver;
import org.apache.avro.Resolver.Action;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Turns what Avro's resolver found out about a pair of schemas into readers. Used for one pair only. */
final class ReaderBuilding {
    private final GenericData model;
    private final Map<Schema, Map<Schema, RecordReader>> records = new IdentityHashMap<>();

    /** Which conversion a field's value goes through, by its position; none if the model's own apply. */
    private interface FieldConversions extends IntFunction<@Nullable Conversion<?>> {}

    ReaderBuilding(GenericData model) {
        this.model = model;
    }

    ValueReader reader(Action action) {
        return reader(action, null);
    }

    private ValueReader reader(Action action, @Nullable Conversion<?> named) {
        if (action instanceof Resolver.WriterUnion union) {
            return union(union, named);
        } else if (action instanceof Resolver.ReaderUnion union) {
            return reader(union.actualAction);
        }
        ValueReader underlying = underlying(action);
        LogicalType type = action.reader.getLogicalType();
        if (type == null) {
            return underlying;
        }
        Conversion<?> conversion = named != null ? named : model.getConversionFor(type);
        return conversion == null ? underlying : in -> converted(underlying.read(in), action.reader, conversion);
    }

    /** What a conversion throws about a value that it does not like is its own affair. */
    private static @Nullable Object converted(@Nullable Object value, Schema schema, Conversion<?> conversion) {
        try {
            return Conversions.convertToLogicalType(value, schema, schema.getLogicalType(), conversion);
        } catch (AvroRuntimeException refused) {
            throw refused;
        } catch (RuntimeException refused) {
            throw new AvroRuntimeException(
                    "the value " + value + " is no " + schema.getLogicalType().getName() + ": " + refused.getMessage(),
                    refused);
        }
    }

    private ValueReader underlying(Action action) {
        return switch (action.type) {
            case DO_NOTHING ->
                action.reader.getType() == Schema.Type.FIXED
                        ? new PartsReaders.FixedReader(action.reader, model)
                        : ScalarReader.same(action.reader);
            case PROMOTE -> ScalarReader.promoted(action.writer.getType(), action.reader);
            case CONTAINER -> container((Resolver.Container) action);
            case ENUM -> new PartsReaders.EnumReader(action.writer, ((Resolver.EnumAdjust) action).values);
            case RECORD -> record((Resolver.RecordAdjust) action);
            case ERROR ->
                in -> {
                    throw new AvroTypeException(action.toString());
                };
            default -> throw new IllegalStateException(action.type + " is no way to read " + action.reader);
        };
    }

    private ValueReader union(Resolver.WriterUnion action, @Nullable Conversion<?> named) {
        ValueReader[] branches = new ValueReader[action.actions.length];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = reader(action.actions[i], named);
        }
        return new PartsReaders.UnionReader(branches);
    }

    private ValueReader container(Resolver.Container action) {
        ValueReader elements = reader(action.elementAction);
        if (action.reader.getType() == Schema.Type.MAP) {
            return new PartsReaders.MapReader(ScalarReader.text(action.reader), elements);
        }
        boolean counted = plan(action.writer.getElementType()).root().isEmpty();
        return new PartsReaders.ArrayReader(action.reader, elements, counted);
    }

    private ValueReader record(Resolver.RecordAdjust action) {
        Map<Schema, RecordReader> ofReader = records.computeIfAbsent(action.reader, any -> new IdentityHashMap<>());
        RecordReader known = ofReader.get(action.writer);
        if (known != null) {
            return known;
        }
        RecordReader created =
                new RecordReader(action.reader, () -> action.instanceSupplier.newInstance(null, action.reader));
        ofReader.put(action.writer, created);
        created.bind(steps(action));
        return created;
    }

    private List<Step> steps(Resolver.RecordAdjust action) {
        Object sample = action.instanceSupplier.newInstance(null, action.reader);
        FieldConversions conversions =
                sample instanceof SpecificRecordBase generated ? generated::getConversion : any -> null;
        List<Step> steps = new ArrayList<>();
        int next = 0;
        for (Action field : action.fieldActions) {
            if (field instanceof Resolver.Skip) {
                steps.add(new RecordReader.Skip(plan(field.writer)));
            } else {
                int position = action.readerOrder[next++].pos();
                steps.add(new RecordReader.Put(position, reader(field, conversions.apply(position))));
            }
        }
        for (int i = action.firstDefault; i < action.readerOrder.length; i++) {
            steps.add(defaulted(action.readerOrder[i]));
        }
        return steps;
    }

    private Step defaulted(Schema.Field field) {
        int position = field.pos();
        Object value = model.getDefaultValue(field);
        if (isImmutable(value)) {
            return new RecordReader.PutShared(position, value);
        }
        return new RecordReader.PutCopy(position, field.schema(), value, model);
    }

    private static boolean isImmutable(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof Enum
                || value instanceof GenericEnumSymbol;
    }

    private static WriterPlan plan(Schema schema) {
        return WriterPlan.of(schema, Framing.AVRO, Strictness.LENIENT);
    }
}

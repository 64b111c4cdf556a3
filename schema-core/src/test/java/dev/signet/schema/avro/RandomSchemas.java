package dev.signet.schema.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/**
 * Random Avro schemas for property tests: every type, recursion (through nullable unions, arrays and maps, so that data
 * can end), types used twice, logical types, namespaces. For one thread.
 */
public final class RandomSchemas {
    private static final int DEEPEST = 4;
    private static final Type[] SCALARS = {
        Type.NULL, Type.BOOLEAN, Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE, Type.STRING, Type.BYTES
    };

    private final SplittableRandom random;
    private final List<Schema> closed = new ArrayList<>();
    private final List<Schema> open = new ArrayList<>();
    private int names;

    public RandomSchemas(SplittableRandom random) {
        this.random = random;
    }

    /** A schema of any type. */
    public Schema next() {
        forget();
        return schema(0);
    }

    /** A record. */
    public Schema nextRecord() {
        forget();
        return record(0);
    }

    private void forget() {
        closed.clear();
        open.clear();
        names = 0;
    }

    private Schema schema(int depth) {
        int dice = random.nextInt(depth >= DEEPEST ? 11 : 20);
        if (dice < 8) {
            return scalar();
        }
        return switch (dice) {
            case 8 -> enumeration();
            case 9 -> fixed();
            case 10 -> closed.isEmpty() ? scalar() : pick(closed);
            case 11, 12 -> Schema.createArray(item(depth));
            case 13, 14 -> Schema.createMap(item(depth));
            case 15, 16 -> union(depth);
            default -> record(depth);
        };
    }

    /** What may stand where data can end: the records around it too. */
    private Schema item(int depth) {
        return !open.isEmpty() && random.nextInt(4) == 0 ? pick(open) : schema(depth + 1);
    }

    private Schema scalar() {
        return withLogicalType(Schema.create(SCALARS[random.nextInt(SCALARS.length)]));
    }

    private Schema withLogicalType(Schema schema) {
        if (random.nextInt(4) != 0) {
            return schema;
        }
        LogicalType logical = switch (schema.getType()) {
            case INT -> random.nextBoolean() ? LogicalTypes.date() : LogicalTypes.timeMillis();
            case LONG -> random.nextBoolean() ? LogicalTypes.timestampMicros() : LogicalTypes.timestampMillis();
            case STRING -> LogicalTypes.uuid();
            case BYTES -> LogicalTypes.decimal(9, 2);
            default -> null;
        };
        return logical == null ? schema : logical.addToSchema(schema);
    }

    private Schema enumeration() {
        List<String> symbols = IntStream.rangeClosed(0, random.nextInt(random.nextInt(8) == 0 ? 100 : 5))
                .mapToObj(i -> "S" + i)
                .toList();
        return keep(Schema.createEnum(name("E"), null, namespace(), symbols));
    }

    private Schema fixed() {
        return keep(Schema.createFixed(name("F"), null, namespace(), random.nextInt(random.nextBoolean() ? 4 : 20)));
    }

    private Schema union(int depth) {
        List<Schema> branches = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            branches.add(Schema.create(Type.NULL));
        }
        int wanted = 1 + random.nextInt(4);
        for (int i = 0; i < wanted; i++) {
            Schema branch =
                    branches.isEmpty() || branches.get(0).getType() != Type.NULL ? schema(depth + 1) : item(depth);
            boolean fits = branch.getType() != Type.UNION
                    && branches.stream().noneMatch(other -> other.getFullName().equals(branch.getFullName()));
            if (fits) {
                branches.add(branch);
            }
        }
        return branches.isEmpty() ? scalar() : Schema.createUnion(branches);
    }

    private Schema record(int depth) {
        Schema record = Schema.createRecord(name("R"), null, namespace(), false);
        open.add(record);
        List<Schema.Field> fields = new ArrayList<>();
        int count = random.nextInt(random.nextInt(10) == 0 ? 30 : 7);
        for (int i = 0; i < count; i++) {
            fields.add(new Schema.Field("f" + i, schema(depth + 1), null, (Object) null));
        }
        record.setFields(fields);
        open.remove(record);
        return keep(record);
    }

    private Schema keep(Schema named) {
        closed.add(named);
        return named;
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    private String namespace() {
        return random.nextInt(3) == 0 ? "other.place" : "dev.random";
    }

    private Schema pick(List<Schema> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package dev.signet.bench.serde.hand;

import dev.signet.bench.serde.sample.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Generic orders. */
final class GenericOrder implements ByHand {
    private static final Utf8 UNIT = new Utf8("piece");

    private final HandOutput out = new HandOutput();
    private final Types types;
    private final Types evolved;

    GenericOrder(Sample sample) {
        types = Types.of(sample.schema());
        evolved = Types.of(sample.evolvedSchema());
    }

    /** The parts of a schema that values point to. */
    private record Types(Schema order, Schema customer, Schema items, Schema item, Schema tags, Schema measurements) {
        static Types of(Schema order) {
            Schema items = order.getField("items").schema();
            Schema item = items.getElementType();
            return new Types(
                    order,
                    order.getField("customer").schema(),
                    items,
                    item,
                    item.getField("tags").schema(),
                    order.getField("measurements").schema());
        }
    }

    @Override
    public byte[] write(byte[] header, Object datum) {
        GenericRecord order = (GenericRecord) datum;
        HandOutput to = out;
        to.begin(header);
        to.text((String) order.get(0));
        GenericRecord customer = (GenericRecord) order.get(2);
        to.ensure(20);
        to.number((long) order.get(1));
        to.number((long) customer.get(0));
        to.text((String) customer.get(1));
        optional(to, customer.get(2));
        items(to, (List<?>) order.get(3));
        labels(to, (Map<?, ?>) order.get(4));
        counts(to, (Map<?, ?>) order.get(5));
        optional(to, order.get(6));
        reference(to, order.get(7));
        measurements(to, (List<?>) order.get(8));
        return to.toByteArray();
    }

    private static void items(HandOutput to, List<?> items) {
        int size = items.size();
        to.ensure(5);
        if (size > 0) {
            to.number(size);
            for (int i = 0; i < size; i++) {
                item(to, (GenericRecord) items.get(i));
            }
            to.ensure(1);
        }
        to.number(0);
    }

    private static void item(HandOutput to, GenericRecord item) {
        to.text((String) item.get(0));
        List<?> tags = (List<?>) item.get(3);
        int size = tags.size();
        to.ensure(5 + 8 + 5);
        to.number((int) item.get(1));
        to.real((double) item.get(2));
        if (size > 0) {
            to.number(size);
            for (int i = 0; i < size; i++) {
                to.text((String) tags.get(i));
            }
            to.ensure(1);
        }
        to.number(0);
        optional(to, item.get(4));
    }

    private static void optional(HandOutput to, @Nullable Object text) {
        to.ensure(1);
        if (text == null) {
            to.number(0);
        } else {
            to.number(1);
            to.text((String) text);
        }
    }

    private static void labels(HandOutput to, Map<?, ?> labels) {
        to.ensure(5);
        if (!labels.isEmpty()) {
            to.number(labels.size());
            for (Map.Entry<?, ?> label : labels.entrySet()) {
                to.text((String) label.getKey());
                to.text((String) label.getValue());
            }
            to.ensure(1);
        }
        to.number(0);
    }

    private static void counts(HandOutput to, Map<?, ?> counts) {
        to.ensure(5);
        if (!counts.isEmpty()) {
            to.number(counts.size());
            for (Map.Entry<?, ?> count : counts.entrySet()) {
                to.text((String) count.getKey());
                to.ensure(10);
                to.number((long) count.getValue());
            }
            to.ensure(1);
        }
        to.number(0);
    }

    private static void reference(HandOutput to, Object reference) {
        to.ensure(1 + 10);
        if (reference instanceof Long number) {
            to.number(0);
            to.number((long) number);
        } else if (reference instanceof String text) {
            to.number(1);
            to.text(text);
        } else {
            to.number(2);
            to.bool((boolean) reference);
        }
    }

    private static void measurements(HandOutput to, List<?> measurements) {
        int size = measurements.size();
        to.ensure(5 + 8 * size + 1);
        if (size > 0) {
            to.number(size);
            for (int i = 0; i < size; i++) {
                to.real((double) measurements.get(i));
            }
        }
        to.number(0);
    }

    @Override
    public Object read(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        GenericData.Record order = new GenericData.Record(types.order);
        order.put(0, in.utf8());
        order.put(1, in.longNumber());
        GenericData.Record customer = new GenericData.Record(types.customer);
        customer.put(0, in.longNumber());
        customer.put(1, in.utf8());
        customer.put(2, optional(in));
        order.put(2, customer);
        order.put(3, items(in));
        order.put(4, labels(in));
        order.put(5, counts(in));
        order.put(6, optional(in));
        order.put(7, reference(in));
        order.put(8, measurements(in, types.measurements));
        return order;
    }

    private List<GenericData.Record> items(HandInput in) {
        int block = in.block();
        List<GenericData.Record> items = new GenericData.Array<>(block, types.items);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                GenericData.Record item = new GenericData.Record(types.item);
                item.put(0, in.utf8());
                item.put(1, in.number());
                item.put(2, in.real());
                item.put(3, tags(in, types.tags));
                item.put(4, optional(in));
                items.add(item);
            }
        }
        return items;
    }

    @Override
    public Object readEvolved(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        GenericData.Record order = new GenericData.Record(evolved.order);
        order.put(1, in.utf8());
        order.put(0, in.longNumber());
        GenericData.Record customer = new GenericData.Record(evolved.customer);
        customer.put(1, in.longNumber());
        customer.put(0, in.utf8());
        customer.put(2, optional(in));
        order.put(4, customer);
        order.put(3, evolvedItems(in));
        order.put(8, labels(in));
        order.put(9, counts(in));
        order.put(7, optional(in));
        order.put(5, reference(in));
        order.put(6, measurements(in, evolved.measurements));
        order.put(2, 3);
        return order;
    }

    private List<GenericData.Record> evolvedItems(HandInput in) {
        int block = in.block();
        List<GenericData.Record> items = new GenericData.Array<>(block, evolved.items);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                GenericData.Record item = new GenericData.Record(evolved.item);
                item.put(1, in.utf8());
                item.put(0, in.number());
                item.put(5, in.real());
                item.put(4, tags(in, evolved.tags));
                item.put(3, optional(in));
                item.put(2, UNIT);
                items.add(item);
            }
        }
        return items;
    }

    private static List<Utf8> tags(HandInput in, Schema schema) {
        int block = in.block();
        List<Utf8> tags = new GenericData.Array<>(block, schema);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                tags.add(in.utf8());
            }
        }
        return tags;
    }

    private static @Nullable Utf8 optional(HandInput in) {
        return in.number() == 0 ? null : in.utf8();
    }

    private static Map<Utf8, Utf8> labels(HandInput in) {
        Map<Utf8, Utf8> labels = new HashMap<>();
        for (int block = in.block(); block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                Utf8 key = in.utf8();
                labels.put(key, in.utf8());
            }
        }
        return labels;
    }

    private static Map<Utf8, Long> counts(HandInput in) {
        Map<Utf8, Long> counts = new HashMap<>();
        for (int block = in.block(); block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                Utf8 key = in.utf8();
                counts.put(key, in.longNumber());
            }
        }
        return counts;
    }

    private static Object reference(HandInput in) {
        return switch (in.number()) {
            case 0 -> in.longNumber();
            case 1 -> in.utf8();
            default -> in.bool();
        };
    }

    private static List<Double> measurements(HandInput in, Schema schema) {
        int block = in.block();
        List<Double> measurements = new GenericData.Array<>(block, schema);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                measurements.add(in.real());
            }
        }
        return measurements;
    }
}

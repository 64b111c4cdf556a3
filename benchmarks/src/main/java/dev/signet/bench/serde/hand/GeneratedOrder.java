package dev.signet.bench.serde.hand;

import dev.signet.bench.data.Customer;
import dev.signet.bench.data.Item;
import dev.signet.bench.data.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders of generated classes. */
final class GeneratedOrder implements ByHand {
    private final HandOutput out = new HandOutput();

    @Override
    public byte[] write(byte[] header, Object datum) {
        Order order = (Order) datum;
        HandOutput to = out;
        to.begin(header);
        to.text(order.getId());
        Customer customer = order.getCustomer();
        to.ensure(20);
        to.number(order.getAt());
        to.number(customer.getId());
        to.text(customer.getName());
        optional(to, customer.getMail());
        items(to, order.getItems());
        labels(to, order.getLabels());
        counts(to, order.getCounts());
        optional(to, order.getCoupon());
        reference(to, order.getReference());
        measurements(to, order.getMeasurements());
        return to.toByteArray();
    }

    private static void items(HandOutput to, List<Item> items) {
        int size = items.size();
        to.ensure(5);
        if (size > 0) {
            to.number(size);
            for (int i = 0; i < size; i++) {
                item(to, items.get(i));
            }
            to.ensure(1);
        }
        to.number(0);
    }

    private static void item(HandOutput to, Item item) {
        to.text(item.getSku());
        List<String> tags = item.getTags();
        int size = tags.size();
        to.ensure(5 + 8 + 5);
        to.number(item.getQuantity());
        to.real(item.getPrice());
        if (size > 0) {
            to.number(size);
            for (int i = 0; i < size; i++) {
                to.text(tags.get(i));
            }
            to.ensure(1);
        }
        to.number(0);
        optional(to, item.getNote());
    }

    private static void optional(HandOutput to, @Nullable String text) {
        to.ensure(1);
        if (text == null) {
            to.number(0);
        } else {
            to.number(1);
            to.text(text);
        }
    }

    private static void labels(HandOutput to, Map<String, String> labels) {
        to.ensure(5);
        if (!labels.isEmpty()) {
            to.number(labels.size());
            for (Map.Entry<String, String> label : labels.entrySet()) {
                to.text(label.getKey());
                to.text(label.getValue());
            }
            to.ensure(1);
        }
        to.number(0);
    }

    private static void counts(HandOutput to, Map<String, Long> counts) {
        to.ensure(5);
        if (!counts.isEmpty()) {
            to.number(counts.size());
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                to.text(count.getKey());
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

    private static void measurements(HandOutput to, List<Double> measurements) {
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
        Order order = new Order();
        order.setId(in.text());
        order.setAt(in.longNumber());
        Customer customer = new Customer();
        customer.setId(in.longNumber());
        customer.setName(in.text());
        customer.setMail(optional(in));
        order.setCustomer(customer);
        order.setItems(items(in));
        order.setLabels(labels(in));
        order.setCounts(counts(in));
        order.setCoupon(optional(in));
        order.setReference(reference(in));
        order.setMeasurements(measurements(in));
        return order;
    }

    private static List<Item> items(HandInput in) {
        int block = in.block();
        List<Item> items = new ArrayList<>(block);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                Item item = new Item();
                item.setSku(in.text());
                item.setQuantity(in.number());
                item.setPrice(in.real());
                item.setTags(tags(in));
                item.setNote(optional(in));
                items.add(item);
            }
        }
        return items;
    }

    @Override
    public Object readEvolved(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        dev.signet.bench.data.evolved.Order order = new dev.signet.bench.data.evolved.Order();
        order.setId(in.text());
        order.setAt(in.longNumber());
        dev.signet.bench.data.evolved.Customer customer = new dev.signet.bench.data.evolved.Customer();
        customer.setId(in.longNumber());
        customer.setName(in.text());
        customer.setMail(optional(in));
        order.setCustomer(customer);
        order.setItems(evolvedItems(in));
        order.setLabels(labels(in));
        order.setCounts(counts(in));
        order.setCoupon(optional(in));
        order.setReference(reference(in));
        order.setMeasurements(measurements(in));
        order.setPriority(3);
        return order;
    }

    private static List<dev.signet.bench.data.evolved.Item> evolvedItems(HandInput in) {
        int block = in.block();
        List<dev.signet.bench.data.evolved.Item> items = new ArrayList<>(block);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                dev.signet.bench.data.evolved.Item item = new dev.signet.bench.data.evolved.Item();
                item.setSku(in.text());
                item.setQuantity(in.number());
                item.setPrice(in.real());
                item.setTags(tags(in));
                item.setNote(optional(in));
                item.setUnit("piece");
                items.add(item);
            }
        }
        return items;
    }

    private static List<String> tags(HandInput in) {
        int block = in.block();
        List<String> tags = new ArrayList<>(block);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                tags.add(in.text());
            }
        }
        return tags;
    }

    private static @Nullable String optional(HandInput in) {
        return in.number() == 0 ? null : in.text();
    }

    private static Map<String, String> labels(HandInput in) {
        Map<String, String> labels = new HashMap<>();
        for (int block = in.block(); block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                String key = in.text();
                labels.put(key, in.text());
            }
        }
        return labels;
    }

    private static Map<String, Long> counts(HandInput in) {
        Map<String, Long> counts = new HashMap<>();
        for (int block = in.block(); block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                String key = in.text();
                counts.put(key, in.longNumber());
            }
        }
        return counts;
    }

    private static Object reference(HandInput in) {
        return switch (in.number()) {
            case 0 -> in.longNumber();
            case 1 -> in.text();
            default -> in.bool();
        };
    }

    private static List<Double> measurements(HandInput in) {
        int block = in.block();
        List<Double> measurements = new ArrayList<>(block);
        for (; block > 0; block = in.block()) {
            for (int i = 0; i < block; i++) {
                measurements.add(in.real());
            }
        }
        return measurements;
    }
}

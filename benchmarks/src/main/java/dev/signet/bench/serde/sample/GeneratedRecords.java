package dev.signet.bench.serde.sample;

import dev.signet.bench.data.Customer;
import dev.signet.bench.data.Flat;
import dev.signet.bench.data.Hash;
import dev.signet.bench.data.Item;
import dev.signet.bench.data.Order;
import dev.signet.bench.data.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** The samples as objects of generated classes, with the lists that a program would put into them. */
final class GeneratedRecords {
    private GeneratedRecords() {}

    static SpecificRecord flat() {
        return Flat.newBuilder()
                .setId(Values.ID)
                .setCount(Values.COUNT)
                .setActive(true)
                .setPrice(Values.PRICE)
                .setRatio(Values.RATIO)
                .setName(Values.NAME)
                .setCity(Values.CITY)
                .setAt(Values.AT)
                .setState(State.PAID)
                .setHash(new Hash(Values.hash()))
                .build();
    }

    static SpecificRecord order() {
        Order order = new Order();
        order.setId(Values.ORDER);
        order.setAt(Values.AT);
        order.setCustomer(new Customer(Values.CUSTOMER, Values.CUSTOMER_NAME, Values.MAIL));
        order.setItems(list(Values.ITEMS, GeneratedRecords::item));
        order.setLabels(Values.labels());
        order.setCounts(Values.counts());
        order.setReference(Values.REFERENCE);
        order.setMeasurements(list(Values.MEASUREMENTS, Values::measurement));
        return order;
    }

    private static Item item(int i) {
        Item item = new Item();
        item.setSku(Values.sku(i));
        item.setQuantity(i + 1);
        item.setPrice(Values.itemPrice(i));
        item.setTags(list(Values.TAGS, Values::tag));
        Values.note(i).ifPresent(item::setNote);
        return item;
    }

    private static <T> List<T> list(int length, IntFunction<T> item) {
        return IntStream.range(0, length).mapToObj(item).collect(Collectors.toCollection(ArrayList::new));
    }
}

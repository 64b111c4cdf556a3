package dev.signet.bench.serde.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What stands in the fields of the samples. */
final class Values {
    static final long ID = 1_234_567_890_123L;
    static final int COUNT = 42;
    static final double PRICE = 19.99;
    static final float RATIO = 0.5f;
    static final String NAME = "a customer of some years";
    static final String CITY = "Springfield at the sea";
    static final long AT = 1_700_000_000_000L;
    static final String ORDER = "order-2026-11-21-000000000001";
    static final long CUSTOMER = 987_654_321L;
    static final String CUSTOMER_NAME = "Ann Example of Springfield at the sea";
    static final String MAIL = "ann@example.org";
    static final String REFERENCE = "ref-77";
    static final int ITEMS = 8;
    static final int TAGS = 3;
    static final int MEASUREMENTS = 10;

    private Values() {}

    static byte[] hash() {
        return new byte[] {1, 2, 3, 4, 5, 6, 7, 8};
    }

    static String sku(int item) {
        return "sku-00000000000000000000-" + item;
    }

    static double itemPrice(int item) {
        return 9.99 + item;
    }

    static String tag(int number) {
        return "tag-number-" + number;
    }

    /** Every fourth item has one. */
    static Optional<String> note(int item) {
        return item % 4 == 0 ? Optional.of("please wrap it as a present") : Optional.empty();
    }

    static double measurement(int number) {
        return number * 1.25;
    }

    static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("channel", "web");
        labels.put("campaign", "autumn");
        labels.put("region", "north");
        return labels;
    }

    static Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("visits", 12L);
        counts.put("clicks", 345L);
        return counts;
    }
}

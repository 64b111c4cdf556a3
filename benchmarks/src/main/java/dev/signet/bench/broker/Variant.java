package dev.signet.bench.broker;

import java.util.Locale;

/**
 * One way to send records.
 *
 * @param validation what the topic asks for: {@code off}, {@code id} or {@code full}
 * @param compression what the producer does: {@code none} or {@code lz4}
 */
record Variant(String validation, String compression) {
    static final String OFF = "off";

    String topic() {
        return "shipments-" + validation + "-" + compression;
    }

    /** The same without validation. */
    Variant base() {
        return new Variant(OFF, compression);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %s", validation, compression);
    }
}

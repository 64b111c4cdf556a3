package dev.signet.schema.avro;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Schemas that their sender made large, deep or slow on purpose, at a size of the caller's choice. */
public final class HostileSchemas {
    private HostileSchemas() {}

    /** Records that each hold the next one twice or more: few types, many ways. */
    public static String doubling(int depth, int fields, String leaf) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            text.append(opened(level));
            if (level == depth - 1) {
                text.append(field(0, "\"" + leaf + "\"")).append("]}");
            } else {
                text.append("{\"name\":\"f0\",\"type\":");
            }
        }
        for (int level = depth - 2; level >= 0; level--) {
            int next = level + 1;
            text.append("},")
                    .append(joined(1, fields, i -> field(i, "\"L" + next + "\"")))
                    .append("]}");
        }
        return text.toString();
    }

    private static String opened(int level) {
        return "{\"type\":\"record\",\"name\":\"L" + level + "\",\"fields\":[";
    }

    /** Records that each hold a union of all of them. */
    public static String web(int size, String leaf) {
        String all = "[\"null\"," + joined(0, size, i -> "\"R" + i + "\"") + "]";
        return record(
                "Web",
                joined(0, size, i -> field(i, record("R" + i, field(0, "\"" + leaf + "\"") + "," + field(1, all)))));
    }

    /**
     * Records that all have one simple name and refer to one another in a ring. Two rings whose sizes share no divisor
     * make a way through pairs of types that is as long as their product.
     *
     * @param side tells the rings apart: fields of one have no counterpart in the other
     */
    public static String ring(int size, String side) {
        String others = joined(
                1,
                size,
                i -> "{\"name\":\"" + side + i + "\",\"default\":null,\"type\":[\"null\","
                        + record("n" + i + ".R", field(0, "\"n" + (i - 1) + ".R\"")) + "]}");
        return record(
                "n0.R",
                "{\"name\":\"z" + side + "\",\"type\":\"int\"}," + others + ","
                        + field(0, "\"n" + (size - 1) + ".R\""));
    }

    /** A union of records with one field each. */
    public static String union(int branches, String leaf) {
        return "[" + joined(0, branches, i -> record("R" + i, field(0, "\"" + leaf + "\""))) + "]";
    }

    /** A union whose records each hold the one before. */
    public static String chainInUnion(int branches, String leaf) {
        return "["
                + joined(
                        0,
                        branches,
                        i -> record("R" + i, field(0, i == 0 ? "\"" + leaf + "\"" : "\"R" + (i - 1) + "\"")))
                + "]";
    }

    /** An enum of that many symbols. */
    public static String enumeration(int symbols, String prefix) {
        return "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[" + joined(0, symbols, i -> "\"" + prefix + i + "\"")
                + "]}";
    }

    /** One record of that many records. */
    public static String records(int count) {
        return record("All", joined(0, count, i -> field(i, record("R" + i, field(0, "\"int\"")))));
    }

    /** Records that each name the next one before it is defined: shallow JSON, a deep graph. */
    public static String forwardChain(int length) {
        return record(
                "All",
                joined(
                        0,
                        length,
                        i -> field(
                                i,
                                "[\"null\","
                                        + record(
                                                "R" + i, field(0, i == length - 1 ? "\"int\"" : "\"R" + (i + 1) + "\""))
                                        + "]")));
    }

    /** Arrays of arrays. */
    public static String nested(int depth) {
        return "{\"type\":\"array\",\"items\":".repeat(depth) + "\"int\"" + "}".repeat(depth);
    }

    /** A record of that many plain fields. */
    public static String flat(int fields) {
        return record("Flat", joined(0, fields, i -> field(i, "\"int\"")));
    }

    private static String record(String name, String fields) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
    }

    private static String field(int number, String type) {
        return "{\"name\":\"f" + number + "\",\"type\":" + type + "}";
    }

    private static String joined(int from, int to, IntFunction<String> part) {
        return IntStream.range(from, to).mapToObj(part).collect(Collectors.joining(","));
    }
}

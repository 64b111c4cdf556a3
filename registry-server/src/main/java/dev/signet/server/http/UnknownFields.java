package dev.signet.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words warnings about fields that nobody reads: most of them are misspelt. */
final class UnknownFields {
    private static final int MOST = 8;
    private static final int LONGEST = 64;
    private static final int LIKELY_TYPOS = 2;
    private static final int LEAST_PREFIX = 3;

    private UnknownFields() {}

    /** A sentence for each name that is no component of the record; the first ones if there are many. */
    static List<String> warnings(List<String> names, Class<? extends Record> type) {
        List<String> known = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        return names.stream()
                .filter(name -> !known.contains(name))
                .limit(MOST)
                .map(name -> "unknown field '%s' ignored; %s".formatted(shown(name), meant(name, known)))
                .toList();
    }

    /** Text of a client as it may stand in a header. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(point -> shown.appendCodePoint(point < ' ' || point > '~' ? '?' : point));
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
    }

    private static String meant(String name, List<String> known) {
        return nearest(name, known)
                .map(field -> "the field is '" + field + "'")
                .orElse("the fields are " + String.join(", ", known));
    }

    private static Optional<String> nearest(String name, List<String> known) {
        String bare = bare(name);
        return known.stream()
                .filter(field -> bare(field).equals(bare))
                .findFirst()
                .or(() -> known.stream()
                        .filter(field -> distance(bare(field), bare) <= LIKELY_TYPOS)
                        .findFirst())
                .or(() -> known.stream()
                        .filter(field -> bare.startsWith(bare(field))
                                || bare.length() >= LEAST_PREFIX && bare(field).startsWith(bare))
                        .findFirst());
    }

    private static String bare(String name) {
        String start = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return start.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** How many letters must be added, taken away or replaced. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}

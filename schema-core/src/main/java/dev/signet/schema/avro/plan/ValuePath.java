package dev.signet.schema.avro.plan;

import java.nio.charset.StandardCharsets;

/** Where in a datum a walk stands, as text that is fit for a log: short, on one line. */
final class ValuePath {
    private static final int LONGEST = 500;
    private static final int LONGEST_KEY = 64;

    private final StringBuilder steps = new StringBuilder();

    /** Goes one step down; the returned mark leads back. */
    int enter(String name) {
        int mark = steps.length();
        steps.append('/').append(name);
        return mark;
    }

    int enter(long index) {
        int mark = steps.length();
        steps.append('/').append(index);
        return mark;
    }

    /** A step named by a map key, whose bytes may hold anything. */
    int enter(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, LONGEST_KEY);
        String key = new String(bytes, from, length, StandardCharsets.UTF_8);
        StringBuilder clean = new StringBuilder(key.length());
        key.codePoints().forEach(c -> clean.appendCodePoint(isPlain(c) ? c : '?'));
        return enter(length < to - from ? clean.append("...").toString() : clean.toString());
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    void leave(int mark) {
        steps.setLength(mark);
    }

    /** The path from the top; when too long, its end. */
    @Override
    public String toString() {
        if (steps.isEmpty()) {
            return "/";
        }
        return steps.length() <= LONGEST ? steps.toString() : "..." + steps.substring(steps.length() - LONGEST);
    }
}

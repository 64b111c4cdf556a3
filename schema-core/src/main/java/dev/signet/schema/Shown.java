package dev.signet.schema;

import java.nio.charset.StandardCharsets;

/** The beginning of bytes that somebody else wrote, fit for a terminal. */
public final class Shown {
    private Shown() {}

    /** At most that many characters, on one line. */
    public static String start(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.min(bytes.length, 4 * length), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}

package dev.signet.cli.moving;

import java.nio.charset.StandardCharsets;

/** The beginning of bytes that somebody else wrote, fit for a terminal. */
final class Shown {
    private Shown() {}

    static String start(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.min(bytes.length, 4 * length), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}

package dev.signet.client;

import java.nio.charset.StandardCharsets;

/** Percent-encodes what clients name, so that any subject travels whole. */
final class Paths {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Paths() {}

    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return encoded.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 15);
    }
}

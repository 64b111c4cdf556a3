package dev.signet.client;

import java.net.http.HttpRequest;

/**
 * What the JDK's HTTP client sends as a header. It refuses the rest with the value in its message, which may be a secret,
 * and only when a request is made; here it is asked once and before. Pure.
 */
public final class SentHeaders {
    private static final String ANY_NAME = "X-Any";
    private static final String ANY_VALUE = "any";

    private SentHeaders() {}

    /** Whether a header of that name may be set: a token of RFC 9110 that the HTTP client does not keep for itself. */
    public static boolean isName(String name) {
        return isSent(name, ANY_VALUE);
    }

    /** Whether a header may have that value: no line break and no other control character. */
    public static boolean isValue(String value) {
        return isSent(ANY_NAME, value);
    }

    private static boolean isSent(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Says which header is wrong, never with its value. */
    static void require(String name, String value) {
        if (!isName(name)) {
            throw new IllegalArgumentException("the header '" + name
                    + "' cannot be set: it is no name of a header, or one that the HTTP client sets");
        }
        requireValue("the header '" + name + "'", value);
    }

    static void requireValue(String what, String value) {
        if (!isValue(value)) {
            throw new IllegalArgumentException(
                    what + " has a value that cannot be sent: it holds a line break or another character that no header"
                            + " may hold");
        }
    }
}

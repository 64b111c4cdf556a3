package dev.signet.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a body's content; weak, because the same content may be sent compressed.
 *
 * @param text as it stands in the header
 */
record EntityTag(String text) {
    private static final int BYTES = 16;

    static EntityTag of(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new EntityTag("W/\"" + HexFormat.of().formatHex(digest, 0, BYTES) + "\"");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", missing);
        }
    }

    /** Whether an {@code If-None-Match} header has it; weak and strong forms are the same there. */
    boolean isNamedIn(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String tag : ifNoneMatch.split(",", -1)) {
            String bare = tag.strip();
            if (bare.equals("*") || bare.equals(text) || ("W/" + bare).equals(text)) {
                return true;
            }
        }
        return false;
    }
}

package dev.signet.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes paths and queries strictly: what is not percent-encoded UTF-8 is nothing, instead of replacement characters. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The text; empty if it is not percent-encoded UTF-8. A plus sign stands for itself. */
    static Optional<String> decoded(String encoded) {
        return encoded.indexOf('%') < 0 ? Optional.of(encoded) : decodedBytes(encoded);
    }

    /** The parameters of a query string in their order; empty if it is not percent-encoded UTF-8. */
    static Optional<Map<String, List<String>>> parameters(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Optional.of(Map.of());
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(spaced(equals < 0 ? pair : pair.substring(0, equals)));
            Optional<String> value = decoded(spaced(equals < 0 ? "" : pair.substring(equals + 1)));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.computeIfAbsent(name.get(), any -> new ArrayList<>()).add(value.get());
        }
        return Optional.of(parameters);
    }

    private static String spaced(String encoded) {
        return encoded.replace('+', ' ');
    }

    private static Optional<String> decodedBytes(String encoded) {
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer target = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                target.put(source[i]);
                continue;
            }
            int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            target.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(target.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}

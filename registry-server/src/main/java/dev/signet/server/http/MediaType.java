package dev.signet.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The media types of the contract, in the server's order of preference. */
enum MediaType {
    V1("application/vnd.schemaregistry.v1+json"),
    UNVERSIONED("application/vnd.schemaregistry+json"),
    JSON("application/json");

    private static final String BYTES = "application/octet-stream";

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether a request with that {@code Content-Type} is read; none at all is fine. */
    static boolean reads(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        String bare = withoutParameters(contentType);
        return bare.equals(BYTES) || of(bare).isPresent();
    }

    /** The type that an {@code Accept} header likes best; empty if it accepts none of ours. */
    static Optional<MediaType> acceptedBy(@Nullable String accept) {
        if (accept == null || accept.isBlank() || accept.equals("*/*")) {
            return Optional.of(V1);
        }
        List<String> ranges = List.of(accept.split(",", -1));
        MediaType best = null;
        double bestQuality = 0;
        for (MediaType type : values()) {
            double quality = quality(type, ranges);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<MediaType> of(String bare) {
        for (MediaType type : values()) {
            if (type.text.equals(bare)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The quality of the most specific range that covers the type; 0 if none does. */
    private static double quality(MediaType type, List<String> ranges) {
        double quality = 0;
        int bestMatch = 0;
        for (String range : ranges) {
            int match = specificity(type, withoutParameters(range));
            if (match > bestMatch) {
                bestMatch = match;
                quality = qualityOf(range);
            }
        }
        return quality;
    }

    private static int specificity(MediaType type, String range) {
        if (range.equals(type.text)) {
            return 3;
        }
        return switch (range) {
            case "application/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }

    private static double qualityOf(String range) {
        for (String parameter : range.split(";", -1)) {
            String bare = parameter.strip();
            if (bare.startsWith("q=") || bare.startsWith("Q=")) {
                try {
                    return Double.parseDouble(bare.substring(2));
                } catch (NumberFormatException notANumber) {
                    return 0;
                }
            }
        }
        return 1;
    }

    private static String withoutParameters(String written) {
        int semicolon = written.indexOf(';');
        String bare = semicolon < 0 ? written : written.substring(0, semicolon);
        return bare.strip().toLowerCase(Locale.ROOT);
    }
}

package dev.signet.server;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of the configuration.
 *
 * @param <T> the type of its values
 * @param key the key in flags and files
 * @param fallback the value when nobody sets it; empty if somebody must, or if none is fine
 * @param shown whether messages may repeat a value of it
 * @param expected what a value is, for messages
 * @param reader understands a value
 */
record Setting<T>(String key, String fallback, Shown shown, String expected, Function<String, Optional<T>> reader) {
    private static final String DATABASE = "jdbc:postgresql:";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB)?");

    /** Whether messages may repeat a value. */
    enum Shown {
        YES,
        NO
    }

    /** The key in the environment. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    static Setting<String> text(String key, String fallback) {
        return new Setting<>(key, fallback, Shown.YES, "text", Optional::of);
    }

    static Setting<Secret> secret(String key) {
        return new Setting<>(key, "", Shown.NO, "text", written -> Optional.of(new Secret(written)));
    }

    /** Where the database is; may carry a password, so it is not repeated. */
    static Setting<String> databaseUrl(String key) {
        return new Setting<>(
                key,
                "",
                Shown.NO,
                "a JDBC URL that starts with " + DATABASE,
                written -> Optional.of(written).filter(url -> url.startsWith(DATABASE)));
    }

    /** The same where none is fine. */
    static Setting<String> optionalDatabaseUrl(String key) {
        return new Setting<>(
                key,
                "",
                Shown.NO,
                "nothing, or a JDBC URL that starts with " + DATABASE,
                written -> Optional.of(written).filter(url -> url.isEmpty() || url.startsWith(DATABASE)));
    }

    static Setting<Boolean> flag(String key, boolean fallback) {
        return new Setting<>(
                key,
                String.valueOf(fallback),
                Shown.YES,
                "true or false",
                written -> Optional.of(written)
                        .filter(word -> word.equals("true") || word.equals("false"))
                        .map("true"::equals));
    }

    static Setting<Integer> number(String key, int fallback, int least, int most) {
        return new Setting<>(
                key,
                String.valueOf(fallback),
                Shown.YES,
                "a whole number from " + least + " to " + most,
                written ->
                        written.matches("\\d{1,9}") ? within(Long.parseLong(written), least, most) : Optional.empty());
    }

    /** Bytes, written such as {@code 2MiB}. */
    static Setting<Integer> size(String key, String fallback, int least, int most) {
        String expected = "a size from " + least + "B to " + most + "B, such as 512KiB or 2MiB";
        return new Setting<>(key, fallback, Shown.YES, expected, written -> {
            Matcher size = SIZE.matcher(written);
            if (!size.matches()) {
                return Optional.empty();
            }
            int shift = "MiB".equals(size.group(2)) ? 20 : "KiB".equals(size.group(2)) ? 10 : 0;
            return within(Long.parseLong(size.group(1)) << shift, least, most);
        });
    }

    /** A time, written such as {@code 500ms}, {@code 30s} or {@code PT30S}. */
    static Setting<Duration> duration(String key, String fallback) {
        return new Setting<>(key, fallback, Shown.YES, "a time such as 500ms, 30s, 5m or PT30S", Setting::duration);
    }

    static <E extends Enum<E>> Setting<E> oneOf(String key, Class<E> type, E fallback) {
        E[] constants = type.getEnumConstants();
        return new Setting<>(
                key,
                fallback.name(),
                Shown.YES,
                "one of " + Arrays.toString(constants),
                written -> Arrays.stream(constants)
                        .filter(constant -> constant.name().equalsIgnoreCase(written))
                        .findFirst());
    }

    private static Optional<Duration> duration(String written) {
        Matcher duration = DURATION.matcher(written);
        if (duration.matches()) {
            long count = Long.parseLong(duration.group(1));
            return Optional.of(
                    switch (duration.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(written)).filter(parsed -> !parsed.isNegative());
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> within(long value, int least, int most) {
        return value < least || value > most ? Optional.empty() : Optional.of((int) value);
    }
}

package dev.signet.gate.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a text.
 *
 * @param line from 1 on
 * @param column from 1 on, in UTF-16 units
 */
public record Position(int line, int column) {
    /** Where a text begins. */
    public static final Position START = new Position(1, 1);

    private static final Pattern IN_WORDS = Pattern.compile("\\(line (\\d{1,9}), column (\\d{1,9})\\)");

    /** The place that a message names, as those of parsers do; the beginning if it names none. */
    public static Position in(String message) {
        Matcher place = IN_WORDS.matcher(message);
        return place.find() ? new Position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))) : START;
    }
}

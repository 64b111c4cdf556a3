package dev.signet.gate.files;

import java.util.regex.Pattern;

/**
 * A pattern for paths with slashes: {@code *} stands for any text without a slash, {@code **} for any text, {@code ?}
 * for one character that is no slash; {@code **}{@code /} also for no folder at all.
 *
 * @param pattern the pattern
 */
public record PathGlob(String pattern) {
    /** Every path. */
    public static final PathGlob ALL = new PathGlob("**");

    /** Whether the whole of the path fits. */
    public boolean matches(String path) {
        return Pattern.compile(regex()).matcher(path).matches();
    }

    private String regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}

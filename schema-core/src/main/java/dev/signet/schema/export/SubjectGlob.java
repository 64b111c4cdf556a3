package dev.signet.schema.export;

import dev.signet.schema.Subject;
import java.util.regex.Pattern;

/**
 * A pattern for subjects as clients write them, {@code :.ctx:name} or {@code name}: {@code *} stands for any text,
 * {@code ?} for one character, everything else for itself.
 *
 * @param pattern the pattern
 */
public record SubjectGlob(String pattern) {
    /** Whether the whole of the subject's qualified name fits. */
    public boolean matches(Subject subject) {
        return Pattern.compile(regex(), Pattern.DOTALL)
                .matcher(subject.qualified())
                .matches();
    }

    private String regex() {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(point -> {
            if (point == '*') {
                regex.append(".*");
            } else if (point == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(point)));
            }
        });
        return regex.toString();
    }
}

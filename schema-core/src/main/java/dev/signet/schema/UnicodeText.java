package dev.signet.schema;

/** Text that UTF-8 and PostgreSQL can hold. */
public final class UnicodeText {
    private UnicodeText() {}

    /** Whether the text has neither a lone surrogate nor a NUL. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}

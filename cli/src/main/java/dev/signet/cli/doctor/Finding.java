package dev.signet.cli.doctor;

/**
 * One thing that was looked at, and how it is.
 *
 * @param level how it is
 * @param check what was looked at, as a word for programs
 * @param text how it is, in a sentence
 * @param advice what to do about it; an empty text if nothing
 */
public record Finding(Level level, String check, String text, String advice) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        FINE,
        /** Worth knowing. */
        NOTE,
        /** Records are not checked, or may not be. */
        WRONG
    }

    static Finding fine(String check, String text) {
        return new Finding(Level.FINE, check, text, "");
    }

    static Finding note(String check, String text, String advice) {
        return new Finding(Level.NOTE, check, text, advice);
    }

    static Finding wrong(String check, String text, String advice) {
        return new Finding(Level.WRONG, check, text, advice);
    }
}

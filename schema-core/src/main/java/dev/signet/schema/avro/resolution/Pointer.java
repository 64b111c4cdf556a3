package dev.signet.schema.avro.resolution;

/**
 * Places in a schema as JSON pointers. Where types refer to one another a way through them can have a million steps;
 * its middle is left out then.
 */
public final class Pointer {
    /** Characters of a pointer that is told whole. */
    private static final int LONGEST = 2_048;

    private static final int BEGINNING = 1_024;
    private static final int END = 512;
    private static final String LEFT_OUT = "/…";

    private Pointer() {}

    /** The place that is reached by a step from another one; a step begins with a slash or is empty. */
    public static String below(String pointer, String step) {
        if (pointer.length() + step.length() <= LONGEST) {
            return pointer + step;
        }
        return pointer.substring(0, slashBefore(pointer, BEGINNING))
                + LEFT_OUT
                + pointer.substring(slashBefore(pointer, Math.max(BEGINNING, pointer.length() - END)))
                + step;
    }

    private static int slashBefore(String pointer, int place) {
        return Math.max(0, pointer.lastIndexOf('/', place));
    }
}

package dev.signet.schema;

/** Order by code point, which is PostgreSQL's order under {@code COLLATE "C"} for UTF-8 text. */
public final class CodePoints {
    private CodePoints() {}

    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                // A surrogate pair is a code point above every char that is not part of one.
                return surrogateA == surrogateB ? Character.compare(a, b) : surrogateA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}

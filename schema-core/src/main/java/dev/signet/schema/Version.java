package dev.signet.schema;

/**
 * The number of a schema's place in its subject's history, from 1 on.
 *
 * @param number 1 to 2^31-1
 */
public record Version(int number) implements Comparable<Version> {
    public static final Version FIRST = new Version(1);

    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("a version is 1 or more, got " + number);
        }
    }

    public Version next() {
        return new Version(Math.addExact(number, 1));
    }

    @Override
    public int compareTo(Version other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}

package dev.signet.schema;

/**
 * The number that records carry for a schema; bound to one content for ever inside its context.
 *
 * @param value 0 to 2^31-1 (0 only by import)
 */
public record SchemaId(int value) implements Comparable<SchemaId> {
    public SchemaId {
        if (value < 0) {
            throw new IllegalArgumentException("a schema id is 0 or more, got " + value);
        }
    }

    @Override
    public int compareTo(SchemaId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}

package dev.signet.schema.avro.plan;

/**
 * Why bytes are not a datum of their schema.
 *
 * @param path the value that is at fault: {@code /diaSource/ra}, {@code /items/3/sku}, {@code /} for the datum itself.
 *     Union branches add no step; a map entry's step is its key
 * @param offset where in the given array the faulty part starts
 * @param reason the fault in words, without the place
 */
public record PayloadFault(String path, int offset, String reason) {
    @Override
    public String toString() {
        return reason + " at " + path + " (byte " + offset + ")";
    }
}

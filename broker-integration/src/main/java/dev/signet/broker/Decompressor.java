package dev.signet.broker;

/** Expands the records of a compressed batch within a limit. Safe for use by many threads. */
public interface Decompressor {

    /**
     * Expands the bytes.
     *
     * @param codec the compression type in a batch's attributes: 1 gzip, 2 snappy, 3 lz4, 4 zstd
     * @param bytes the array that holds the compressed records
     * @param from index of the first compressed byte
     * @param to index behind the last one
     */
    Expansion expand(int codec, byte[] bytes, int from, int to);

    /**
     * Expands the bytes, and gives up at a record that is too large before it is expanded, if that can be told.
     *
     * @param mostRecordBytes the most bytes that one record may have
     */
    default Expansion expand(int codec, byte[] bytes, int from, int to, int mostRecordBytes) {
        return expand(codec, bytes, from, to);
    }

    /** The thread that expanded bytes is done with them: what they took is free for others. */
    default void done() {}

    /** What came of it. */
    sealed interface Expansion {

        /**
         * The records in plain.
         *
         * @param bytes an array that belongs to the decompressor; valid until the thread is
         *     {@link Decompressor#done done} or calls again
         * @param length how many of its bytes are records
         */
        // an array in a record: never compared, and copying it would cost what the reuse saves
        @SuppressWarnings("ArrayRecordComponent")
        record Records(byte[] bytes, int length) implements Expansion {}

        /** There is more than the limit. */
        record TooLarge(int limit) implements Expansion {}

        /** There is no room for it beside what other threads expand now; there is when they are done. */
        record NoRoom() implements Expansion {}

        /** The bytes are not what the codec writes, or a record among them is too large. */
        record Broken(String reason) implements Expansion {}
    }
}

package dev.signet.broker.directory;

/** Something to ask the registry. Equal questions are asked once at a time. */
interface Question {

    /**
     * Asks, and takes the answer in.
     *
     * @throws dev.signet.client.RegistryUnavailableException if there is none
     */
    void ask();

    /** Takes in that this question alone gets no answer, whereas others do. */
    default void fail() {}
}

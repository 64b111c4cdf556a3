package dev.signet.broker;

/**
 * Is told of each append in which faults were found: the port on which lists of refused records and their copies are
 * built.
 *
 * <p>Called on the broker's request threads, after {@link ValidationListener#looked}, and never for a good append:
 * implementations never block, never do I/O and never throw. Safe for use by many threads.
 */
public interface RefusalListener {

    /** Remembers nothing. */
    RefusalListener NONE = append -> {};

    /**
     * Faults were found.
     *
     * @param append where, and which; its records can be taken out of it during the call only
     */
    void found(BadAppend append);
}

package dev.signet.broker.policy;

/**
 * What is done with the refused records of a topic.
 *
 * @param recordBytes whether their bytes are reported to the registry
 */
public record Refusals(boolean recordBytes) {

    /** Nothing. */
    public static final Refusals NONE = new Refusals(false);
}

package dev.signet.broker.policy;

import java.util.Optional;

/**
 * What is done with the refused records of a topic.
 *
 * @param deadLetterTopic where they are copied to; nowhere if empty
 * @param recordBytes whether their bytes are reported to the registry
 */
public record Refusals(Optional<String> deadLetterTopic, boolean recordBytes) {

    /** Nothing. */
    public static final Refusals NONE = new Refusals(Optional.empty(), false);
}

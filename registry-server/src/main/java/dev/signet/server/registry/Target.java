package dev.signet.server.registry;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;

/**
 * What a reference points at.
 *
 * @param subject the subject with its context
 * @param version its number, or {@link SchemaReference#LATEST} for the highest live one
 */
public record Target(Subject subject, int version) {
    public boolean isPinned() {
        return version != SchemaReference.LATEST;
    }
}

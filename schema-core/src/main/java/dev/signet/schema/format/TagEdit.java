package dev.signet.schema.format;

import java.util.List;

/**
 * What is to happen to the tags inside a schema's text.
 *
 * @param propagation whether the text also gets the tags of the version before, where it has the same places
 * @param toAdd tags that the text gets
 * @param toRemove tags that the text loses; these win
 */
public record TagEdit(Propagation propagation, List<EntityTags> toAdd, List<EntityTags> toRemove) {
    /** Whether tags of the version before are taken over. */
    public enum Propagation {
        NO,
        YES
    }

    /** The text stays as it is. */
    public static final TagEdit NONE = new TagEdit(Propagation.NO, List.of(), List.of());

    public TagEdit {
        toAdd = List.copyOf(toAdd);
        toRemove = List.copyOf(toRemove);
    }

    /** Whether the text stays as it is. */
    public boolean isNone() {
        return equals(NONE);
    }
}

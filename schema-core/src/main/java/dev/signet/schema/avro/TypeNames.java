package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;

/**
 * The names in one Avro text, found without resolving them, in the order in which they appear.
 *
 * @param declared the full names of the types that the text defines, the outermost first
 * @param used the full names of the types that it only names
 */
public record TypeNames(Set<String> declared, Set<String> used) {
    /** Reads the names of a text; a text that is not JSON has none, and the registry will say what is wrong with it. */
    public static TypeNames of(String text) {
        try {
            Outline outline = Outline.of(text);
            return new TypeNames(outline.definitions().keySet(), outline.used());
        } catch (JsonProcessingException notJson) {
            return new TypeNames(Set.of(), Set.of());
        }
    }
}

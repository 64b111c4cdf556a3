package dev.signet.schema.rest;

/**
 * A change of what may be written in a scope.
 *
 * @param mode the mode's name; {@code null} takes the scope's own mode away
 */
public record ModeRequest(FieldChange<String> mode) {
    /** The name as the client wrote it; empty if it wrote none. */
    public String written() {
        return mode instanceof FieldChange.Set<String> set ? set.value() : "";
    }
}

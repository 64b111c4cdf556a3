package dev.signet.server;

/**
 * A text that must not be seen. Prints as stars.
 *
 * @param value the text
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }
}

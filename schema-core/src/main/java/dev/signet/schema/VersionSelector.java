package dev.signet.schema;

import java.util.Optional;

/** Which version of a subject a request means: a number, or the latest. */
public sealed interface VersionSelector {
    /** The highest version that is not deleted. */
    record Latest() implements VersionSelector {}

    /** Exactly this version. */
    record Exact(Version version) implements VersionSelector {}

    VersionSelector LATEST = new Latest();

    /** Reads {@code 1} to {@code 2147483647}, {@code latest} in any case, or {@code -1}; empty for anything else. */
    static Optional<VersionSelector> parse(String written) {
        if (written.equalsIgnoreCase("latest")) {
            return Optional.of(LATEST);
        }
        try {
            return of(Integer.parseInt(written));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** -1 for the latest, 1 or more for a version; empty for anything else. */
    static Optional<VersionSelector> of(int number) {
        if (number == -1) {
            return Optional.of(LATEST);
        }
        return number >= 1 ? Optional.of(new Exact(new Version(number))) : Optional.empty();
    }
}

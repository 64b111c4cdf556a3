package dev.signet.schema.export;

import java.util.Locale;
import java.util.Optional;

/** Which versions of an export carry their schema's text; all carry everything else. */
public enum Texts {
    ALL,
    /** Versions that are not soft-deleted. */
    LIVE,
    /** The highest live version of each subject. */
    LATEST,
    NONE;

    /** The choice of that name in any case; empty if there is none. */
    public static Optional<Texts> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Texts texts : values()) {
            if (texts.name().equals(upper)) {
                return Optional.of(texts);
            }
        }
        return Optional.empty();
    }
}

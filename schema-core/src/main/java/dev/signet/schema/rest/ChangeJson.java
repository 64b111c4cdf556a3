package dev.signet.schema.rest;

import dev.signet.schema.compat.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two schemas.
 *
 * @param kind what was done
 * @param path JSON pointer into the newer schema; into the older one for what was removed
 * @param name what it was done to
 * @param before how it was; absent if it was not there
 * @param after how it is; absent if it is gone
 * @param explanation a line for a person
 */
public record ChangeJson(
        @Nullable String kind,
        @Nullable String path,
        @Nullable String name,
        @Nullable String before,
        @Nullable String after,
        @Nullable String explanation) {
    static ChangeJson of(Change change) {
        return new ChangeJson(
                change.kind().name(), change.path(), change.name(), change.before(), change.after(), change.toString());
    }

    /** The change again; empty if its kind is unknown here. */
    Optional<Change> change() {
        for (Change.Kind known : Change.Kind.values()) {
            if (known.name().equals(kind)) {
                return Optional.of(new Change(known, text(path), text(name), text(before), text(after)));
            }
        }
        return Optional.empty();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}

package dev.signet.server.registry;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a search looks. */
public enum SearchField {
    /** A part of the subject's name. */
    SUBJECT,
    /** The schema id, or the GUID. */
    ID,
    /** Words of the full names of types. */
    NAME,
    /** Words of the names of fields. */
    FIELD,
    /** Words of what is said about types and fields. */
    DOC;

    /** Those that are looked up by words. */
    static final Set<SearchField> OF_TEXT = Set.of(NAME, FIELD, DOC);

    /** Everywhere. */
    public static Set<SearchField> all() {
        return EnumSet.allOf(SearchField.class);
    }

    /** The field of that name in any case. */
    public static Optional<SearchField> named(String written) {
        String upper = written.strip().toUpperCase(Locale.ROOT);
        for (SearchField field : values()) {
            if (field.name().equals(upper)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}

package dev.signet.schema.compat;

/**
 * One thing that differs between two schemas, whether or not it matters to their compatibility.
 *
 * @param kind what was done
 * @param path JSON pointer into the newer schema; into the older one for what was removed
 * @param name what it was done to: a field, symbol, branch, type or property
 * @param before how it was; empty if it was not there
 * @param after how it is; empty if it is gone
 */
public record Change(Kind kind, String path, String name, String before, String after) {
    /** Characters of a value that a line shows. */
    private static final int SHOWN = 120;

    /** What can be done to a schema. */
    public enum Kind {
        FIELD_ADDED("added field"),
        FIELD_REMOVED("removed field"),
        /** The new field has the old one's name among its aliases. */
        FIELD_RENAMED("renamed field"),
        /** The fields that both schemas have stand in another order. */
        FIELDS_REORDERED("reordered the fields of"),
        /** Another type altogether; what is inside is not compared. */
        TYPE_CHANGED("changed the type of"),
        TYPE_RENAMED("renamed type"),
        DEFAULT_CHANGED("changed the default of"),
        DOC_CHANGED("changed the doc of"),
        ALIASES_CHANGED("changed the aliases of"),
        SYMBOL_ADDED("added symbol"),
        SYMBOL_REMOVED("removed symbol"),
        SYMBOLS_REORDERED("reordered the symbols of"),
        BRANCH_ADDED("added branch"),
        BRANCH_REMOVED("removed branch"),
        BRANCHES_REORDERED("reordered the branches of"),
        SIZE_CHANGED("changed the size of"),
        /** Any other attribute, logical types with their parameters among them. */
        PROPERTY_CHANGED("changed property");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** A line for a person; long values are cut. */
    @Override
    public String toString() {
        String values = before.isEmpty()
                ? after.isEmpty() ? "" : ": " + shown(after)
                : after.isEmpty() ? ", was " + shown(before) : ": " + shown(before) + " became " + shown(after);
        return kind.words + " " + name + " at " + path + values;
    }

    private static String shown(String value) {
        String line = value.replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= SHOWN) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}

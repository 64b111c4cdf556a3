package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * The strings of a refusal in the shape that existing clients print and parse, made from a {@link Verdict}.
 */
public final class LegacyMessages {
    private static final int OLD_SCHEMA_LIMIT = 10 * 1024;

    private LegacyMessages() {}

    /**
     * One string an incompatibility, then version, text and settings of the first version that failed.
     *
     * @param incompatible the verdict
     * @param validateFields the setting in force, which clients are shown
     */
    public static List<String> of(Verdict.Incompatible incompatible, boolean validateFields) {
        EarlierVersion offended = incompatible.offended();
        List<String> messages = new ArrayList<>();
        for (Difference difference : incompatible.differences()) {
            if (difference.version().equals(offended.version())) {
                messages.add(entry(difference));
            }
        }
        messages.add("{oldSchemaVersion: " + offended.version() + "}");
        messages.add("{oldSchema: '" + shortened(offended.schema().canonicalText()) + "'}");
        messages.add("{validateFields: '" + validateFields + "', compatibility: '" + incompatible.level() + "'}");
        return messages;
    }

    private static String entry(Difference difference) {
        Mismatch mismatch = difference.mismatch();
        if (isPlain(mismatch.rule())) {
            return description(mismatch, "new", "old");
        }
        boolean backward = difference.direction() == Direction.BACKWARD;
        String reader = backward ? "new" : "old";
        String writer = backward ? "old" : "new";
        return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
                .formatted(
                        mismatch.rule().errorType(), description(mismatch, reader, writer), mismatch.subjectOfRule());
    }

    /** What clients are told in a sentence of its own. */
    private static boolean isPlain(Mismatch.Rule rule) {
        return switch (rule) {
            case SCHEMA_TYPE_CHANGED, RESERVED_FIELD_USED, RESERVED_FIELD_DROPPED -> true;
            default -> false;
        };
    }

    private static String description(Mismatch mismatch, String reader, String writer) {
        String path = mismatch.pointer();
        return switch (mismatch.rule()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                "The field '%s' at path '%s' in the %s schema has no default value and is missing in the %s schema"
                        .formatted(mismatch.subjectOfRule(), path, reader, writer);
            case TYPE_MISMATCH, ENUM_FIELD_MISSING_DEFAULT_VALUE ->
                "The type (path '%s') of a field in the %s schema does not match with the %s schema"
                        .formatted(path, reader, writer);
            case NAME_MISMATCH -> "The name of the schema has changed (path '%s')".formatted(path);
            case MISSING_ENUM_SYMBOLS ->
                "The %s schema is missing enum symbols '%s' at path '%s' in the %s schema"
                        .formatted(reader, mismatch.subjectOfRule(), path, writer);
            case FIXED_SIZE_MISMATCH ->
                "The size of FIXED type field at path '%s' in the %s schema does not match with the %s schema"
                        .formatted(path, reader, writer);
            case MISSING_UNION_BRANCH ->
                "The %s schema is missing a type inside a union field at path '%s' in the %s schema"
                        .formatted(reader, path, writer);
            case AMBIGUOUS_ALIAS ->
                "The field at path '%s' in the %s schema matches several fields of the %s schema by its aliases"
                        .formatted(path, reader, writer);
            case TOO_COMPLEX -> "The %s and the %s schema are too complex to be compared".formatted(reader, writer);
            case BRANCH_OF_OTHER_NAMESPACE, ALIAS_IN_OTHER_NAMESPACE ->
                "The name at path '%s' in the %s schema has another namespace than in the %s schema"
                        .formatted(path, reader, writer);
            case LOGICAL_TYPE_CHANGED ->
                "The logical type at path '%s' in the %s schema does not match with the %s schema"
                        .formatted(path, reader, writer);
            case RESERVED_FIELD_USED ->
                "The new schema has field that conflicts with the reserved field %s."
                        .formatted(mismatch.subjectOfRule());
            case RESERVED_FIELD_DROPPED ->
                "The new schema does not reserve the field %s any more, which the old schema reserves."
                        .formatted(mismatch.subjectOfRule());
            case SCHEMA_TYPE_CHANGED -> "Incompatible because of different schema type";
        };
    }

    private static String shortened(String text) {
        return text.length() <= OLD_SCHEMA_LIMIT
                ? text
                : "<truncated> '" + text.substring(0, OLD_SCHEMA_LIMIT) + "...'";
    }
}

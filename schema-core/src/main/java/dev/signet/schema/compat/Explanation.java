package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words of a {@link Difference}: who cannot read whom, where, and what its author can do. */
final class Explanation {
    /** Each can be read as any that comes after it. */
    private static final List<String> NUMBERS = List.of("int", "long", "float", "double");

    private static final String WIDEST = "double";

    private Explanation() {}

    static Difference difference(Mismatch mismatch, Direction direction, EarlierVersion earlier) {
        return difference(reason(mismatch, direction, SideNames.newAfter(earlier)), earlier);
    }

    /** The same for each, in their order. */
    static List<Difference> differences(List<Mismatch> mismatches, Direction direction, EarlierVersion earlier) {
        return reasons(mismatches, direction, SideNames.newAfter(earlier)).stream()
                .map(reason -> difference(reason, earlier))
                .toList();
    }

    /** Each in words; where there are as many as are listed, the last one says so. */
    static List<Reason> reasons(List<Mismatch> mismatches, Direction direction, SideNames names) {
        List<Reason> reasons = new ArrayList<>();
        for (Mismatch mismatch : mismatches) {
            Reason reason = reason(mismatch, direction, names);
            boolean last = reasons.size() == Readability.LIMIT - 1;
            reasons.add(last ? capped(reason) : reason);
        }
        return reasons;
    }

    private static Reason capped(Reason reason) {
        return new Reason(
                reason.mismatch(),
                reason.direction(),
                reason.explanation() + " Only the first " + Readability.LIMIT + " reasons are listed.",
                reason.fix());
    }

    private static Difference difference(Reason reason, EarlierVersion earlier) {
        return new Difference(
                reason.mismatch(),
                reason.direction(),
                earlier.version(),
                earlier.id(),
                reason.explanation(),
                reason.fix());
    }

    private static Reason reason(Mismatch mismatch, Direction direction, SideNames names) {
        return new Reason(mismatch, direction, sentence(mismatch, direction, names), fix(mismatch, direction));
    }

    private static String sentence(Mismatch mismatch, Direction direction, SideNames names) {
        if (mismatch.rule() == Mismatch.Rule.RESERVED_FIELD_USED) {
            return "The new schema has the field '%s', but its metadata reserves that name (at %s)."
                    .formatted(mismatch.subjectOfRule(), mismatch.pointer());
        }
        if (mismatch.rule() == Mismatch.Rule.RESERVED_FIELD_DROPPED) {
            return "%s reserves the field name '%s', and the new schema's metadata does not."
                    .formatted(capitalized(names.older()), mismatch.subjectOfRule());
        }
        String verb = mismatch.rule() == Mismatch.Rule.LOGICAL_TYPE_CHANGED ? "misread" : "cannot read";
        boolean backward = direction == Direction.BACKWARD;
        return "Consumers on %s %s records written with %s: %s (at %s)."
                .formatted(
                        backward ? names.newer() : names.older(),
                        verb,
                        backward ? names.older() : names.newer(),
                        what(mismatch, direction),
                        place(mismatch));
    }

    /** Of a branch that does not fit, the place where it does not. */
    private static String place(Mismatch mismatch) {
        return mismatch.causes().isEmpty()
                ? mismatch.pointer()
                : mismatch.causes().get(0).pointer();
    }

    private static String capitalized(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String what(Mismatch mismatch, Direction direction) {
        String about = mismatch.subjectOfRule();
        return switch (mismatch.rule()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                direction == Direction.BACKWARD
                        ? "the field '" + about + "' is new and has no default"
                        : "the field '" + about + "' was removed, and their schema has no default for it";
            case ENUM_FIELD_MISSING_DEFAULT_VALUE ->
                (direction == Direction.BACKWARD
                                ? "a field of an enum type is new and has no default of its own"
                                : "a field of an enum type was removed, and their schema has no default for the field")
                        + "; the enum's default only stands in for unknown symbols";
            case TYPE_MISMATCH ->
                (isNull(mismatch) ? "the value may be null" : change(mismatch, direction)) + ", and "
                        + mismatch.writerFragment() + " cannot be read as " + mismatch.readerFragment();
            case NAME_MISMATCH -> "the type was renamed, " + change(mismatch, direction);
            case MISSING_ENUM_SYMBOLS ->
                "the symbols " + about + " are not in the consumer's " + mismatch.readerFragment()
                        + ", which has no default";
            case FIXED_SIZE_MISMATCH -> "the size of a fixed type changed, " + change(mismatch, direction);
            case MISSING_UNION_BRANCH -> missingBranch(mismatch, direction);
            case AMBIGUOUS_ALIAS -> "an alias gives one field the values of two, " + about;
            case RESERVED_FIELD_USED, RESERVED_FIELD_DROPPED -> "the field name '" + about + "' is reserved";
            case SCHEMA_TYPE_CHANGED -> "the schema language changed, " + about;
            case TOO_COMPLEX -> "the two schemas are too complex to be compared, " + about;
            case BRANCH_OF_OTHER_NAMESPACE ->
                "the consumer's " + mismatch.readerFragment() + " has no '" + about
                        + "', only a type of that name in another namespace, which Avro's decoder does not accept";
            case ALIAS_IN_OTHER_NAMESPACE ->
                "Avro's decoder does not find the field " + about + ", because the namespaces of "
                        + mismatch.readerFragment() + " and " + mismatch.writerFragment() + " differ";
            case LOGICAL_TYPE_CHANGED -> "the same bytes mean another value, " + about;
        };
    }

    private static String missingBranch(Mismatch mismatch, Direction direction) {
        String union = "the consumer's " + mismatch.readerFragment();
        if (mismatch.causes().isEmpty()) {
            return union + " has no branch that can read " + mismatch.writerFragment();
        }
        return union + " has a branch for " + mismatch.writerFragment() + ", but it does not fit: "
                + mismatch.causes().stream()
                        .map(cause -> what(cause, direction))
                        .distinct()
                        .collect(Collectors.joining("; and "));
    }

    private static boolean isNull(Mismatch mismatch) {
        return mismatch.writerFragment().equals("null");
    }

    /** From the old part to the new one, whoever reads. */
    private static String change(Mismatch mismatch, Direction direction) {
        return direction == Direction.BACKWARD
                ? mismatch.writerFragment() + " became " + mismatch.readerFragment()
                : mismatch.readerFragment() + " became " + mismatch.writerFragment();
    }

    private static String typeFix(Mismatch mismatch, boolean backward) {
        if (isNull(mismatch)) {
            return backward
                    ? "Make the type a union with null again."
                    : "Leave null out of the type until every consumer's type is a union with it.";
        }
        return keepingType(mismatch, backward) + ", or add a field of another name.";
    }

    /** What else the old type may become, by the promotions of Avro's schema resolution. */
    private static String keepingType(Mismatch mismatch, boolean backward) {
        String old = backward ? mismatch.writerFragment() : mismatch.readerFragment();
        String candidate = backward ? mismatch.readerFragment() : mismatch.writerFragment();
        if (old.equals("string") || old.equals("bytes")) {
            return "Keep the type, which may become " + (old.equals("string") ? "bytes" : "string") + " and no other";
        }
        if (backward && NUMBERS.contains(old) && !old.equals(WIDEST)) {
            return "Keep the type, widen it along " + String.join(", ", NUMBERS);
        }
        return !backward && NUMBERS.indexOf(candidate) > NUMBERS.indexOf(old) && NUMBERS.contains(old)
                ? "Keep the type until every consumer reads the wider one"
                : "Keep the type";
    }

    private static String missingBranchFix(Mismatch mismatch, Direction direction) {
        if (!mismatch.causes().isEmpty()) {
            return fix(mismatch.causes().get(0), direction);
        }
        return direction == Direction.BACKWARD
                ? "Keep the branch in the union."
                : "Leave the branch out until consumers know it.";
    }

    private static String fix(Mismatch mismatch, Direction direction) {
        boolean backward = direction == Direction.BACKWARD;
        String about = mismatch.subjectOfRule();
        return switch (mismatch.rule()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                backward
                        ? "Give the field '" + about + "' a default, or an alias if it is an old field renamed."
                        : "Keep the field '" + about + "', or first publish a version that gives it a default.";
            case ENUM_FIELD_MISSING_DEFAULT_VALUE ->
                backward ? "Give the field itself a default." : "Keep the field, or first give it a default.";
            case TYPE_MISMATCH -> typeFix(mismatch, backward);
            case NAME_MISMATCH -> backward ? "Keep the name, or add the old one to the aliases." : "Keep the name.";
            case MISSING_ENUM_SYMBOLS ->
                backward
                        ? "Keep the symbols, or give the enum type a default."
                        : "Leave the symbols out until every consumer's enum type has a default.";
            case FIXED_SIZE_MISMATCH -> "Keep the size, or add a field with a fixed type of another name.";
            case MISSING_UNION_BRANCH -> missingBranchFix(mismatch, direction);
            case AMBIGUOUS_ALIAS -> "Remove the alias, or the field that it names.";
            case TOO_COMPLEX -> "Split the schema into smaller types, or break up its largest unions.";
            case RESERVED_FIELD_USED -> "Give the field a name that is not reserved.";
            case RESERVED_FIELD_DROPPED -> "Add '" + about + "' to the metadata property confluent:reserved again.";
            case SCHEMA_TYPE_CHANGED -> "Register the schema under another subject.";
            case BRANCH_OF_OTHER_NAMESPACE ->
                backward
                        ? "Keep the namespace, or add the old full name to the type's aliases."
                        : "Keep the namespace.";
            case ALIAS_IN_OTHER_NAMESPACE ->
                backward
                        ? "Keep the namespace, or add the record's old full name to its aliases."
                        : "Keep the record's namespace.";
            case LOGICAL_TYPE_CHANGED -> "Keep scale and unit, or add a field of another name.";
        };
    }
}

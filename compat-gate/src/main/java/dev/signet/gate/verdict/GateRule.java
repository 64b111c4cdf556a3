package dev.signet.gate.verdict;

import dev.signet.gate.config.Severity;
import dev.signet.schema.compat.Mismatch;

/** What the gate may find beside the rules of compatibility, which have their own names. */
public enum GateRule {
    INVALID_SCHEMA(Severity.ERROR, "The file is no schema, or one that is not taken as new."),
    REGISTRATION_REFUSED(Severity.ERROR, "Registration would be refused for another reason than compatibility."),
    BLOCKED(Severity.ERROR, "A file whose types this one uses would be refused."),
    DRIFT(
            Severity.WARNING,
            "Two baselines have different newest schemas of a subject: somebody registered by hand, or a merge was not registered."),
    WAIVER_EXPIRED(Severity.ERROR, "A waiver for this finding is over its last day.");

    private final Severity severity;
    private final String help;

    GateRule(Severity severity, String help) {
        this.severity = severity;
        this.help = help;
    }

    /** How much it weighs unless a policy says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** A sentence about the rule of that name. */
    public static String help(String rule) {
        for (GateRule known : values()) {
            if (known.name().equals(rule)) {
                return known.help;
            }
        }
        for (Mismatch.Rule known : Mismatch.Rule.values()) {
            if (known.name().equals(rule)) {
                return help(known);
            }
        }
        return rule;
    }

    private static String help(Mismatch.Rule rule) {
        return switch (rule) {
            case NAME_MISMATCH -> "A named type has another name, and no alias tells that it is the same.";
            case FIXED_SIZE_MISMATCH -> "A fixed type has another size.";
            case MISSING_ENUM_SYMBOLS -> "A reader's enum lacks symbols of the writer's and has no default.";
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                "A reader's field is not in the writer's data and has no default.";
            case TYPE_MISMATCH -> "A type cannot be read as another one.";
            case MISSING_UNION_BRANCH -> "A reader's union has no branch that can read what the writer writes.";
            case ENUM_FIELD_MISSING_DEFAULT_VALUE ->
                "A reader's field of an enum type has no default of its own; that of the enum does not count for it.";
            case AMBIGUOUS_ALIAS -> "The aliases of a field name several fields of the writer.";
            case SCHEMA_TYPE_CHANGED -> "The schema is in another schema language.";
            case RESERVED_FIELD_USED -> "A field has a name that the subject keeps free.";
            case RESERVED_FIELD_DROPPED -> "A name that an earlier version keeps free is not kept free any more.";
            case TOO_COMPLEX -> "The schemas are too complex to be compared; nobody takes that for compatible.";
            case BRANCH_OF_OTHER_NAMESPACE -> "A branch is found only by its name without the namespace.";
            case ALIAS_IN_OTHER_NAMESPACE -> "A field is found by its alias in a record of another namespace.";
            case LOGICAL_TYPE_CHANGED -> "The same bytes mean another value.";
        };
    }
}

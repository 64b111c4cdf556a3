package dev.signet.schema.compat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One reason why a reader's schema cannot read a writer's data, as its format reports it: no versions, no direction.
 *
 * @param rule what was broken
 * @param pointer JSON pointer into the schema, such as {@code /fields/2/type}
 * @param subjectOfRule what the rule is about: a field name, a list of symbols, a pair of types
 * @param readerFragment the reader's part of the schema, as text
 * @param writerFragment the writer's part of the schema, as text
 * @param causes for a missing branch: why those that have the right type and name do not fit, the first few
 */
public record Mismatch(
        Rule rule,
        String pointer,
        String subjectOfRule,
        String readerFragment,
        String writerFragment,
        List<Mismatch> causes) {
    public Mismatch {
        causes = List.copyOf(causes);
    }

    /** One that needs no further reasons. */
    public Mismatch(Rule rule, String pointer, String subjectOfRule, String readerFragment, String writerFragment) {
        this(rule, pointer, subjectOfRule, readerFragment, writerFragment, List.of());
    }

    /** What can be broken, or in doubt, between a reader and a writer. */
    public enum Rule {
        NAME_MISMATCH(Severity.BROKEN),
        FIXED_SIZE_MISMATCH(Severity.BROKEN),
        MISSING_ENUM_SYMBOLS(Severity.BROKEN),
        READER_FIELD_MISSING_DEFAULT_VALUE(Severity.BROKEN),
        TYPE_MISMATCH(Severity.BROKEN),
        MISSING_UNION_BRANCH(Severity.BROKEN),
        /** A new field has an enum type with a default, which is not the field's; clients know it as a wrong type. */
        ENUM_FIELD_MISSING_DEFAULT_VALUE(Severity.BROKEN, "TYPE_MISMATCH"),
        /** A reader's field has aliases that name more than one of the writer's fields. */
        AMBIGUOUS_ALIAS(Severity.BROKEN),
        /** The new schema is in another schema language. */
        SCHEMA_TYPE_CHANGED(Severity.BROKEN),
        /** The new schema has a field whose name it reserves. */
        RESERVED_FIELD_USED(Severity.BROKEN),
        /** The new schema no longer reserves a field that an earlier version reserves. */
        RESERVED_FIELD_DROPPED(Severity.BROKEN),
        /** The comparison would take more work than is allowed; never taken for compatible. */
        TOO_COMPLEX(Severity.BROKEN),
        /** A reader's union has an enum or fixed of that name only in another namespace: Avro's decoder refuses it. */
        BRANCH_OF_OTHER_NAMESPACE(Severity.DOUBTFUL),
        /** A field is found by its alias in a record of another namespace: Avro's decoder does not look there. */
        ALIAS_IN_OTHER_NAMESPACE(Severity.DOUBTFUL),
        /** The same bytes mean another value: another scale of a decimal, another unit of a time. */
        LOGICAL_TYPE_CHANGED(Severity.DOUBTFUL);

        /** The rules that the verdict does not count unless a policy says so. */
        public static final Set<Rule> DOUBTFUL = Stream.of(values())
                .filter(rule -> rule.severity == Severity.DOUBTFUL)
                .collect(Collectors.toUnmodifiableSet());

        private final Severity severity;
        private final String errorType;

        Rule(Severity severity) {
            this.severity = severity;
            this.errorType = name();
        }

        Rule(Severity severity, String errorType) {
            this.severity = severity;
            this.errorType = errorType;
        }

        /** What it means for the verdict. */
        public Severity severity() {
            return severity;
        }

        /** What it is called in the strings that existing clients read. */
        public String errorType() {
            return errorType;
        }
    }

    /** What a rule means for the verdict. */
    public enum Severity {
        /** The schemas are incompatible. */
        BROKEN,
        /** Existing registries call them compatible, and so does the verdict unless a policy says otherwise. */
        DOUBTFUL
    }
}

package dev.signet.schema.compat;

/**
 * One reason why a reader's schema cannot read a writer's data, as its format reports it: no versions, no direction.
 *
 * @param rule what was broken
 * @param pointer JSON pointer into the schema, such as {@code /fields/2/type}
 * @param subjectOfRule what the rule is about: a field name, a list of symbols, a pair of types
 * @param readerFragment the reader's part of the schema, as text
 * @param writerFragment the writer's part of the schema, as text
 */
public record Mismatch(Rule rule, String pointer, String subjectOfRule, String readerFragment, String writerFragment) {
    /** What can be broken between a reader and a writer. */
    public enum Rule {
        NAME_MISMATCH,
        FIXED_SIZE_MISMATCH,
        MISSING_ENUM_SYMBOLS,
        READER_FIELD_MISSING_DEFAULT_VALUE,
        TYPE_MISMATCH,
        MISSING_UNION_BRANCH,
        /** A reader's field has aliases that name more than one of the writer's fields. */
        AMBIGUOUS_ALIAS,
        /** The new schema is in another schema language. */
        SCHEMA_TYPE_CHANGED,
        /** The comparison would take more work than is allowed; never taken for compatible. */
        TOO_COMPLEX
    }
}

package dev.signet.broker;

import dev.signet.broker.policy.SubjectRule;

/**
 * Answers for subjects and schema ids at once, from memory.
 *
 * <p>Called on the broker's request threads: implementations never block, never do I/O, allocate nothing for what they
 * know, and answer "pending" for what they have to look up first. Safe for use by many threads.
 */
public interface SchemaDirectory {

    /** Whether the subject of the rule exists; under naming by record, whether any schema is known that fits the rule. */
    SubjectPresence presence(SubjectRule rule);

    /** What the id means under the rule. */
    SchemaAnswer schema(SubjectRule rule, int id);

    /**
     * What the schema of a GUID means under the rule.
     *
     * @param guidHigh the GUID's first eight bytes, the most significant first
     * @param guidLow its last eight bytes
     */
    SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow);

    /** For how many nanoseconds the registry has been out of reach; 0 when its last answer came. */
    long awayNanos();

    /** For how many nanoseconds nobody could be asked about the subject of the rule, whatever else could be. */
    default long awayNanos(SubjectRule rule) {
        return awayNanos();
    }
}

package dev.signet.broker;

import dev.signet.schema.Subject;

/**
 * Answers for subjects and schema ids at once, from memory.
 *
 * <p>Called on the broker's request threads: implementations never block, never do I/O, and answer "pending" for what
 * they have to look up first. Safe for use by many threads.
 */
public interface SchemaDirectory {

    /** Whether the subject exists. */
    SubjectPresence presence(Subject subject);

    /** What the id means under the subject. */
    SchemaAnswer schema(Subject subject, int id);
}

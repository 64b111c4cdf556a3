package dev.signet.serde.config;

import dev.signet.serde.naming.SubjectNameStrategy;
import java.time.Duration;
import java.util.Optional;

/** How the subject of a record's schema is named. */
public sealed interface SubjectNaming {
    /** By a rule. */
    record ByRule(SubjectRule rule) implements SubjectNaming {}

    /**
     * As the registry says with which subject the topic is associated.
     *
     * @param fallback the rule for topics without an association; if empty, their records are refused
     * @param cluster the namespace of the topics' names, {@code -} for any
     * @param cacheSize for how many topics the answer is remembered
     * @param expiry for how long; for good if empty
     */
    record Associated(Optional<SubjectRule> fallback, String cluster, int cacheSize, Optional<Duration> expiry)
            implements SubjectNaming {}

    /** By code of the application. */
    record Custom(SubjectNameStrategy strategy) implements SubjectNaming {}
}

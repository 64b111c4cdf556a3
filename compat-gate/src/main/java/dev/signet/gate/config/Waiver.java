package dev.signet.gate.config;

import dev.signet.schema.Subject;
import java.time.LocalDate;

/**
 * A finding that somebody answers for.
 *
 * @param subject the subject
 * @param schema the SHA-256 of the schema's canonical text, or its first characters, at least {@value #SHORTEST}
 * @param rule the rule
 * @param reason why it may pass
 * @param expires the last day on which it does
 * @param approver who answers for it
 */
public record Waiver(Subject subject, String schema, String rule, String reason, LocalDate expires, String approver) {
    /** The fewest characters of a hash that name a schema. */
    public static final int SHORTEST = 12;

    /** Whether it is about that rule, that subject and exactly that schema. */
    public boolean covers(String otherRule, Subject otherSubject, String hash) {
        return rule.equals(otherRule)
                && subject.equals(otherSubject)
                && schema.length() >= SHORTEST
                && hash.startsWith(schema);
    }

    /** Whether its last day is over. */
    public boolean isExpired(LocalDate today) {
        return today.isAfter(expires);
    }
}

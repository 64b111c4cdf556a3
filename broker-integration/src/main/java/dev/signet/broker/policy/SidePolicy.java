package dev.signet.broker.policy;

/**
 * What is asked of the keys or of the values of a topic.
 *
 * @param validation how they are checked
 * @param rule the subject that their schemas have to belong to
 * @param nullsAccepted whether a null passes (a tombstone, or a record without a key)
 */
public record SidePolicy(Validation validation, SubjectRule rule, boolean nullsAccepted) {

    public boolean isOff() {
        return validation == Validation.OFF;
    }
}

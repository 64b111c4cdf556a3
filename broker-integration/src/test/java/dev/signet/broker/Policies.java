package dev.signet.broker;

import dev.signet.broker.policy.DeletedVersions;
import dev.signet.broker.policy.Handling;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SidePolicy;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Unresolved;
import dev.signet.broker.policy.Validation;
import dev.signet.broker.policy.ValidationMode;
import dev.signet.schema.Context;
import java.time.Duration;
import java.util.Optional;

/** A topic's policy as a test needs it; immutable, each change gives another one. */
public record Policies(
        String topic, SidePolicy keys, SidePolicy values, ValidationMode validationMode, Handling handling) {

    /** Values in full, keys not at all. */
    public static Policies of(String topic) {
        return new Policies(
                topic,
                side(topic, Side.KEY, Validation.OFF),
                side(topic, Side.VALUE, Validation.FULL),
                ValidationMode.ENFORCE,
                Handling.STANDARD);
    }

    public static Policies orders() {
        return of("orders");
    }

    private static SidePolicy side(String topic, Side side, Validation validation) {
        return new SidePolicy(validation, SubjectRule.byTopic(Context.DEFAULT, topic, side), true);
    }

    public TopicPolicy build() {
        return new TopicPolicy(topic, keys, values, validationMode, handling);
    }

    public Policies key(Validation validation) {
        return new Policies(
                topic, new SidePolicy(validation, keys.rule(), keys.nullsAccepted()), values, validationMode, handling);
    }

    public Policies value(Validation validation) {
        return values(new SidePolicy(validation, values.rule(), values.nullsAccepted()));
    }

    public Policies nullKeys(boolean accepted) {
        return new Policies(
                topic, new SidePolicy(keys.validation(), keys.rule(), accepted), values, validationMode, handling);
    }

    public Policies nullValues(boolean accepted) {
        return values(new SidePolicy(values.validation(), values.rule(), accepted));
    }

    public Policies naming(SubjectNaming naming) {
        SubjectRule rule = new SubjectRule(Context.DEFAULT, topic, Side.VALUE, naming, Optional.empty());
        return values(new SidePolicy(values.validation(), rule, values.nullsAccepted()));
    }

    private Policies values(SidePolicy other) {
        return new Policies(topic, keys, other, validationMode, handling);
    }

    public Policies mode(ValidationMode other) {
        return new Policies(topic, keys, values, other, handling);
    }

    public Policies strict(boolean strict) {
        return handling(new Handling(strict, handling.deleted(), handling.unresolved(), handling.patience()));
    }

    public Policies deleted(DeletedVersions deleted) {
        return handling(new Handling(handling.strict(), deleted, handling.unresolved(), handling.patience()));
    }

    public Policies unresolved(Unresolved unresolved, Duration patience) {
        return handling(new Handling(handling.strict(), handling.deleted(), unresolved, patience));
    }

    private Policies handling(Handling other) {
        return new Policies(topic, keys, values, validationMode, other);
    }
}

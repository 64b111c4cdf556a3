package dev.signet.broker.policy;

import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which subject the schemas of one side of a topic have to belong to. The unit that a directory keeps its answers by:
 * equal by value, and cheap to look up.
 */
public final class SubjectRule {

    private final Context context;
    private final String topic;
    private final Side side;
    private final SubjectNaming naming;
    private final Optional<SubjectNaming> fallback;
    private final Subject ofTopic;
    private final int hash;

    /**
     * A rule.
     *
     * @param context where schema ids are looked up and subjects without a context of their own live
     * @param topic name of the topic
     * @param side keys or values
     * @param naming how the subject is named
     * @param fallback how it is named where {@code naming} is {@link SubjectNaming#ASSOCIATED} and nothing is
     *     associated, never {@code ASSOCIATED} itself; empty: then nothing is accepted. Without a meaning for the other
     *     ways of naming
     */
    public SubjectRule(
            Context context, String topic, Side side, SubjectNaming naming, Optional<SubjectNaming> fallback) {
        this.context = context;
        this.topic = topic;
        this.side = side;
        this.naming = naming;
        this.fallback = fallback;
        this.ofTopic = new Subject(context, topic + "-" + side.word());
        this.hash = Objects.hash(context, topic, side, naming, fallback);
    }

    /** The serializers' own way: {@code <topic>-key} or {@code <topic>-value}. */
    public static SubjectRule byTopic(Context context, String topic, Side side) {
        return new SubjectRule(context, topic, side, SubjectNaming.TOPIC, Optional.empty());
    }

    public Context context() {
        return context;
    }

    public String topic() {
        return topic;
    }

    public Side side() {
        return side;
    }

    public SubjectNaming naming() {
        return naming;
    }

    public Optional<SubjectNaming> fallback() {
        return fallback;
    }

    /** The subject under {@link SubjectNaming#TOPIC}. */
    public Subject ofTopic() {
        return ofTopic;
    }

    /**
     * The subject under a way of naming.
     *
     * @param way any but {@link SubjectNaming#ASSOCIATED}, which only a registry can answer
     * @param recordName full name of the record's schema
     */
    public Subject subject(SubjectNaming way, String recordName) {
        return switch (way) {
            case TOPIC -> ofTopic;
            case RECORD -> new Subject(context, recordName);
            case TOPIC_RECORD -> new Subject(context, topic + "-" + recordName);
            case ASSOCIATED -> throw new IllegalArgumentException("only a registry knows what is associated");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubjectRule rule
                && hash == rule.hash
                && topic.equals(rule.topic)
                && side == rule.side
                && naming == rule.naming
                && context.equals(rule.context)
                && fallback.equals(rule.fallback);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return side.word() + "s of topic '" + topic + "'";
    }
}

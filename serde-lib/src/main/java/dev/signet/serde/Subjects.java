package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import dev.signet.serde.config.SerdeConfig;
import dev.signet.serde.config.Side;
import dev.signet.serde.config.SubjectNaming;
import dev.signet.serde.config.SubjectRule;
import dev.signet.serde.naming.SubjectNameStrategy;
import java.util.Optional;
import org.apache.avro.Schema;

/** The subjects of records' schemas, named as the configuration says. Safe for concurrent use. */
final class Subjects {
    private final SubjectNaming naming;
    private final Context context;
    private final Side side;
    private final Optional<AssociatedSubjects> associated;

    Subjects(SchemaRegistry registry, SerdeConfig config) {
        this.naming = config.naming();
        this.context = config.context();
        this.side = config.side();
        this.associated = naming instanceof SubjectNaming.Associated by
                ? Optional.of(new AssociatedSubjects(registry, by, side))
                : Optional.empty();
    }

    /**
     * The subject of a datum's schema.
     *
     * @throws IllegalArgumentException if there is none: the rule needs a record type and the datum is no record, or
     *     the topic's associations do not say one
     */
    Subject of(String topic, Schema schema) {
        if (naming instanceof SubjectNaming.ByRule by) {
            return named(by.rule(), topic, schema);
        } else if (naming instanceof SubjectNaming.Custom custom) {
            return named(custom.strategy(), topic, schema);
        }
        return associated
                .flatMap(subjects -> subjects.of(topic))
                .orElseGet(() -> named(fallback(topic, (SubjectNaming.Associated) naming), topic, schema));
    }

    private Subject named(SubjectRule rule, String topic, Schema schema) {
        return Subject.parse(rule.subject(topic, side, schema), context);
    }

    @SuppressWarnings("NullAway") // the application's code may not keep its promise
    private Subject named(SubjectNameStrategy strategy, String topic, Schema schema) {
        String name = strategy.subjectName(topic, side == Side.KEY, schema);
        if (name == null) {
            throw new IllegalArgumentException(strategy.getClass().getName() + " names no subject for topic '" + topic
                    + "' and the schema " + schema.getFullName());
        }
        return Subject.parse(name, context);
    }

    private SubjectRule fallback(String topic, SubjectNaming.Associated by) {
        return by.fallback()
                .orElseThrow(() -> new IllegalArgumentException("no subject is associated with the " + side.word()
                        + "s of topic '" + topic + "', and subject.name.strategy.fallback.type is NONE; associate one,"
                        + " or set the fallback to TOPIC, RECORD or TOPIC_RECORD"));
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What reads by id have answered lately. What an id is bound to never changes, so the store is only asked whether such
 * an answer still stands. While the store cannot be asked, nobody can say whether the id was deleted meanwhile: then the
 * answer names the outage. Safe for concurrent use.
 */
final class LastKnown {
    private final SchemaQueries queries;
    private final StoreCondition condition;
    private final RecentlyUsed<Question, IdentifiedSchema> answers;

    /** The subject belongs to it: an id that the default context lacks may be found in that of the subject. */
    private record Question(ContextId id, Optional<Subject> preferred) {}

    LastKnown(SchemaQueries queries, StoreCondition condition, long maxWeight) {
        this.queries = queries;
        this.condition = condition;
        this.answers = new RecentlyUsed<>(maxWeight, LastKnown::weight);
    }

    /** The answer of the store, or the last one if the store cannot be asked. */
    Answer<IdentifiedSchema> read(
            Context context, SchemaId id, Optional<Subject> preferred, Supplier<Answer<IdentifiedSchema>> store) {
        Question question = new Question(new ContextId(context, id), preferred);
        Optional<Outage> outage = condition.outage();
        if (outage.isPresent()) {
            Optional<IdentifiedSchema> known = known(question);
            if (known.isPresent()) {
                return stale(known.get(), outage.get());
            }
        }
        try {
            // An answer from another context may be followed by one from this, which only the whole question finds.
            Optional<IdentifiedSchema> standing = answers.find(question)
                    .filter(before -> before.context().equals(context))
                    .filter(before -> queries.stands(before, preferred));
            return standing.isPresent() ? Answer.done(standing.get()) : remembered(question, store.get());
        } catch (StoreFailedException | StoreTimedOutException fault) {
            // It went away just now, or answers too slowly to be noticed as gone.
            Optional<Outage> noticed = condition.outage();
            Optional<IdentifiedSchema> known = noticed.flatMap(since -> known(question));
            return stale(known.orElseThrow(() -> fault), noticed.orElseThrow());
        }
    }

    /** Whether anything could be answered without the store. */
    boolean isEmpty() {
        return answers.size() == 0;
    }

    CacheState state() {
        return answers.state("answers by id");
    }

    private Answer<IdentifiedSchema> remembered(Question question, Answer<IdentifiedSchema> answer) {
        Optional<IdentifiedSchema> before = answers.find(question);
        if (answer instanceof Answer.Done<IdentifiedSchema> done) {
            if (before.isEmpty() || !saysTheSame(before.get(), done.value())) {
                answers.put(question, done.value());
            }
        } else if (before.isPresent()) {
            answers.remove(question);
        }
        return answer;
    }

    private Optional<IdentifiedSchema> known(Question question) {
        Optional<IdentifiedSchema> exact = answers.find(question);
        // The same id was asked for without a subject: the schema is the same, only another use may be named.
        return exact.isPresent() ? exact : answers.find(new Question(question.id(), Optional.empty()));
    }

    private static Answer<IdentifiedSchema> stale(IdentifiedSchema known, Outage outage) {
        return Answer.done(known.during(outage));
    }

    /** Compares what can change about an id. */
    private static boolean saysTheSame(IdentifiedSchema before, IdentifiedSchema now) {
        return before == now || before.guid().equals(now.guid()) && use(before).equals(use(now));
    }

    private static Optional<SchemaQueries.Use> use(IdentifiedSchema schema) {
        return schema.usedBy().map(used -> new SchemaQueries.Use(used.subject(), used.version(), used.deleted()));
    }

    /** About how much memory it holds, in characters of schema text. */
    private static long weight(IdentifiedSchema schema) {
        return schema.schema().text().length() + 512L;
    }
}

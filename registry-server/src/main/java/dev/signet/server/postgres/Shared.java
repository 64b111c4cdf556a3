package dev.signet.server.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Questions that are asked at about the same time go to the database in one statement: while one statement is under way,
 * those who come wait, and the first of them takes along all who have gathered when it returns. A question only joins a
 * statement that is sent after the question was asked, so no answer is older than its question. Whoever is alone does
 * not wait. Safe for concurrent use.
 */
final class Shared<Q, A> {
    private final Function<List<Q>, List<A>> ask;
    private final List<Asked<Q, A>> gathering = new ArrayList<>();
    private boolean underWay;

    /** One question, whose asker waits for its turn. */
    private record Asked<Q, A>(Q question, CompletableFuture<Turn<A>> turn) {}

    private sealed interface Turn<A> {
        record Answered<A>(A answer) implements Turn<A> {}

        record Failed<A>(RuntimeException fault) implements Turn<A> {}

        /** To send the next statement. */
        record Sending<A>() implements Turn<A> {}
    }

    /**
     * Shares the statements of one kind.
     *
     * @param ask answers questions, in their order, by one statement
     */
    Shared(Function<List<Q>, List<A>> ask) {
        this.ask = ask;
    }

    /** The answer, or the fault that the statement ended in. */
    A ask(Q question) {
        Asked<Q, A> own = new Asked<>(question, new CompletableFuture<>());
        if (isFirst(own) || own.turn().join() instanceof Turn.Sending<A>) {
            return answer(send(own));
        }
        return answer(own.turn().join());
    }

    /** How many wait for the next statement. */
    synchronized int waiting() {
        return gathering.size();
    }

    private static <A> A answer(Turn<A> turn) {
        if (turn instanceof Turn.Failed<A> failed) {
            throw failed.fault();
        }
        return ((Turn.Answered<A>) turn).answer();
    }

    private Turn<A> send(Asked<Q, A> own) {
        List<Asked<Q, A>> aboard = aboard(own);
        List<Turn<A>> turns = turns(aboard.stream().map(Asked::question).toList());
        // Who sends the next statement need not wait until everybody here has been told.
        next().ifPresent(next -> next.turn().complete(new Turn.Sending<>()));
        for (int i = 1; i < aboard.size(); i++) {
            aboard.get(i).turn().complete(turns.get(i));
        }
        return turns.get(0);
    }

    /** Nobody who is aboard may be left waiting, whatever happens. */
    private List<Turn<A>> turns(List<Q> questions) {
        try {
            List<A> answers = ask.apply(questions);
            if (answers.size() == questions.size()) {
                return answers.stream().<Turn<A>>map(Turn.Answered::new).toList();
            }
            return failed(questions, new IllegalStateException(answers.size() + " answers to " + questions.size()));
        } catch (RuntimeException fault) {
            return failed(questions, fault);
        } catch (Error fault) {
            return failed(questions, new IllegalStateException("the shared statement was not sent", fault));
        }
    }

    private static <Q, A> List<Turn<A>> failed(List<Q> questions, RuntimeException fault) {
        return Collections.nCopies(questions.size(), new Turn.Failed<>(fault));
    }

    private synchronized boolean isFirst(Asked<Q, A> own) {
        if (underWay) {
            gathering.add(own);
            return false;
        }
        underWay = true;
        return true;
    }

    /** Its own question first. */
    private synchronized List<Asked<Q, A>> aboard(Asked<Q, A> own) {
        List<Asked<Q, A>> aboard = new ArrayList<>();
        aboard.add(own);
        aboard.addAll(gathering);
        gathering.clear();
        return aboard;
    }

    private synchronized Optional<Asked<Q, A>> next() {
        if (gathering.isEmpty()) {
            underWay = false;
            return Optional.empty();
        }
        return Optional.of(gathering.remove(0));
    }
}

package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.registry.StoreFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedTest {
    private final ExecutorService askers = Executors.newCachedThreadPool();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    /** A statement that is under way until the test answers it. */
    private record Sent(List<Integer> questions, BlockingQueue<List<String>> reply) {
        void answer() {
            reply.add(
                    questions.stream().map(question -> "answer to " + question).toList());
        }
    }

    @AfterEach
    void stop() {
        askers.shutdownNow();
    }

    private final Shared<Integer, String> shared = new Shared<>(questions -> {
        Sent statement = new Sent(questions, new LinkedBlockingQueue<>());
        sent.add(statement);
        try {
            List<String> reply = statement.reply().take();
            if (reply.contains("fault")) {
                throw new StoreFailedException("cut");
            }
            return reply;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    });

    @Test
    void a_question_joins_the_next_statement_and_never_one_that_is_under_way() throws Exception {
        Future<String> first = askers.submit(() -> shared.ask(1));
        Sent alone = sent.take();
        List<Future<String>> later = askedWhileOneIsUnderWay(2, 3, 4);

        assertThat(alone.questions()).containsExactly(1);
        alone.answer();
        assertThat(first.get()).isEqualTo("answer to 1");

        Sent together = sent.take();
        assertThat(together.questions()).containsExactlyInAnyOrder(2, 3, 4);
        together.answer();
        assertThat(gathered(later)).containsExactly("answer to 2", "answer to 3", "answer to 4");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_fault_reaches_all_who_were_aboard_and_nobody_else() throws Exception {
        Future<String> first = askers.submit(() -> shared.ask(1));
        Sent alone = sent.take();
        List<Future<String>> later = askedWhileOneIsUnderWay(2, 3);
        alone.answer();
        assertThat(first.get()).isEqualTo("answer to 1");

        Sent together = sent.take();
        List<Future<String>> last = askedWhileOneIsUnderWay(4);
        together.reply().add(List.of("fault"));
        for (Future<String> failed : later) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoreFailedException.class);
        }
        sent.take().answer();
        assertThat(gathered(last)).containsExactly("answer to 4");
    }

    @Test
    void an_answer_too_few_is_a_fault_and_leaves_nobody_waiting() throws Exception {
        Future<String> asked = askers.submit(() -> shared.ask(1));
        sent.take().reply().add(List.of());

        assertThatThrownBy(asked::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_of_many_gets_its_own_answer_and_one_that_is_not_older_than_its_question() throws Exception {
        AtomicInteger clock = new AtomicInteger();
        Shared<Integer, List<Integer>> timed = new Shared<>(questions -> {
            int now = clock.incrementAndGet();
            return questions.stream().map(question -> List.of(question, now)).toList();
        });
        List<Future<Boolean>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            int from = thread * 1_000;
            all.add(askers.submit(() -> {
                boolean right = true;
                for (int question = from; question < from + 1_000; question++) {
                    int before = clock.incrementAndGet();
                    List<Integer> answer = timed.ask(question);
                    right &= answer.get(0) == question && answer.get(1) > before;
                }
                return right;
            }));
        }
        assertThat(gathered(all)).containsOnly(true);
    }

    private List<Future<String>> askedWhileOneIsUnderWay(Integer... questions) {
        List<Future<String>> asked = new ArrayList<>();
        for (Integer question : questions) {
            asked.add(askers.submit(() -> shared.ask(question)));
        }
        while (shared.waiting() < questions.length) {
            Thread.onSpinWait();
        }
        return asked;
    }

    private static <T> List<T> gathered(Collection<Future<T>> futures) throws Exception {
        List<T> values = new ArrayList<>();
        for (Future<T> future : futures) {
            values.add(future.get(20, TimeUnit.SECONDS));
        }
        return values;
    }
}

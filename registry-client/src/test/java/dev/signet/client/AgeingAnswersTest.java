package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AgeingAnswersTest {
    private static final Ageing MINUTE_FRESH_HOUR_STALE = new Ageing(Duration.ofMinutes(1), Duration.ofHours(1));

    private final AtomicLong clock = new AtomicLong(-17);
    private int asked;

    @Test
    void nothing_is_remembered_unless_wanted() {
        AgeingAnswers<String, Integer> answers = answers(Ageing.NONE);

        answers.get("k", says(1));

        assertThat(answers.get("k", says(2))).isEqualTo(Answer.done(2));
        assertThat(answers.size()).isZero();
    }

    @Test
    void an_answer_is_believed_while_it_is_fresh_and_asked_for_again_after() {
        AgeingAnswers<String, Integer> answers = answers(MINUTE_FRESH_HOUR_STALE);
        answers.get("k", says(1));

        pass(Duration.ofSeconds(59));
        assertThat(answers.get("k", says(2))).isEqualTo(Answer.done(1));
        pass(Duration.ofSeconds(1));
        assertThat(answers.get("k", says(3))).isEqualTo(Answer.done(3));
        assertThat(answers.get("k", says(4))).isEqualTo(Answer.done(3));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void an_old_answer_stands_in_for_a_registry_that_cannot_be_asked_which_is_tried_every_few_seconds() {
        AgeingAnswers<String, Integer> answers = answers(new Ageing(Duration.ZERO, Duration.ofHours(1)));
        answers.get("k", says(1));
        pass(Duration.ofMinutes(59));

        assertThat(answers.get("k", fails(Reason.UNREACHABLE))).isEqualTo(Answer.done(1));
        assertThat(answers.get("k", fails(Reason.UNREACHABLE))).isEqualTo(Answer.done(1));
        assertThat(asked).isEqualTo(2);
        pass(Duration.ofSeconds(5));
        assertThat(answers.get("k", fails(Reason.TIMED_OUT))).isEqualTo(Answer.done(1));
        assertThat(asked).isEqualTo(3);
        assertThat(answers.stale()).isEqualTo(2);
        pass(Duration.ofSeconds(5));
        assertThat(answers.get("k", says(2))).isEqualTo(Answer.done(2));
    }

    @Test
    void an_answer_that_is_too_old_does_not_stand_in() {
        AgeingAnswers<String, Integer> answers = answers(MINUTE_FRESH_HOUR_STALE);
        answers.get("k", says(1));
        pass(Duration.ofMinutes(60).minusSeconds(2));
        assertThat(answers.get("k", fails(Reason.FAILED))).isEqualTo(Answer.done(1));

        pass(Duration.ofSeconds(2));

        assertThatThrownBy(() -> answers.get("k", fails(Reason.FAILED)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void nothing_stands_in_for_a_first_answer_or_an_interrupted_one() {
        AgeingAnswers<String, Integer> answers = answers(MINUTE_FRESH_HOUR_STALE);
        assertThatThrownBy(() -> answers.get("k", fails(Reason.FAILED)))
                .isInstanceOf(RegistryUnavailableException.class);
        answers.get("k", says(1));
        pass(Duration.ofMinutes(1));

        assertThatThrownBy(() -> answers.get("k", fails(Reason.INTERRUPTED)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void a_refusal_is_an_answer_and_ends_the_old_one() {
        AgeingAnswers<String, Integer> answers = answers(MINUTE_FRESH_HOUR_STALE);
        answers.get("k", says(1));
        pass(Duration.ofMinutes(1));

        assertThat(answers.get("k", () -> ErrorCode.SUBJECT_NOT_FOUND.refused("k")))
                .isInstanceOf(Answer.Refused.class);
        assertThatThrownBy(() -> answers.get("k", fails(Reason.FAILED)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private AgeingAnswers<String, Integer> answers(Ageing ageing) {
        return new AgeingAnswers<>(ageing, 10, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private Supplier<Answer<Integer>> says(int value) {
        return () -> {
            asked++;
            return Answer.done(value);
        };
    }

    private Supplier<Answer<Integer>> fails(Reason reason) {
        return () -> {
            asked++;
            throw new RegistryUnavailableException(reason, "gone", null);
        };
    }
}

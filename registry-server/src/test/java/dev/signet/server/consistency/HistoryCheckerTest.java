package dev.signet.server.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.consistency.Content.Part;
import dev.signet.server.consistency.Content.Whole;
import dev.signet.server.consistency.Reply.Reason;
import dev.signet.server.consistency.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {
    private static final Part INT = new Part("int", false, 0);
    private static final Part INT_TOO = new Part("int", false, 1);
    private static final Part STRICT_INT = new Part("int", true, 0);
    private static final Part STRING = new Part("string", false, 0);

    private final List<Operation> history = new ArrayList<>();

    @Test
    void one_client_after_the_other_is_in_order() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Registered(2, 2));
        at(4, 5, register(STRING), new Reply.Refused(Reason.INCOMPATIBLE));
        at(6, 7, list(), new Reply.Versions(List.of(1, 2)));
        at(8, 9, new Request.Hide("a", 2), new Reply.Done());
        at(10, 11, new Request.Latest("a"), new Reply.Found(1, 1, INT));
        at(12, 13, register(INT_TOO), new Reply.Registered(2, 3));
        at(14, 15, new Request.Remove("a", 2), new Reply.Refused(Reason.NOT_THERE));
        at(16, 17, new Request.ById("a", 2), new Reply.Text(INT_TOO));

        assertThat(violations()).isEmpty();
    }

    @Test
    void requests_at_the_same_time_may_have_happened_in_either_order() {
        at(0, 10, register(INT), new Reply.Registered(1, 2));
        at(1, 9, register(INT_TOO), new Reply.Registered(2, 1));
        at(2, 8, list(), new Reply.Versions(List.of(1)));

        assertThat(violations()).isEmpty();
    }

    @Test
    void a_read_that_misses_an_acknowledged_write_is_stale() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Registered(2, 2));
        at(4, 5, list(), new Reply.Versions(List.of(1)));
        at(6, 7, list(), new Reply.Versions(List.of(1, 2)));

        assertThat(violations()).containsExactlyInAnyOrder(Promise.NO_STALE_READ, Promise.LINEARIZABLE);
    }

    @Test
    void a_write_that_nobody_sees_again_is_lost() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Registered(2, 2));
        at(4, 5, new Request.Latest("a"), new Reply.Found(1, 1, INT));

        assertThat(violations()).containsExactlyInAnyOrder(Promise.NO_LOST_WRITE, Promise.LINEARIZABLE);
    }

    @Test
    void a_read_may_miss_what_is_written_or_deleted_at_the_same_time() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 9, register(INT_TOO), new Reply.Registered(2, 2));
        at(3, 4, list(), new Reply.Versions(List.of(1)));
        at(10, 20, new Request.Hide("a", 2), new Reply.Done());
        at(11, 12, list(), new Reply.Versions(List.of(1)));

        assertThat(violations()).isEmpty();
    }

    @Test
    void schemas_that_conflict_may_not_live_side_by_side() {
        at(0, 5, register(INT), new Reply.Registered(1, 1));
        at(1, 6, register(STRING), new Reply.Registered(2, 2));
        at(7, 8, list(), new Reply.Versions(List.of(1, 2)));

        assertThat(violations()).containsExactlyInAnyOrder(Promise.NO_VIOLATING_PAIR, Promise.LINEARIZABLE);
    }

    @Test
    void the_level_in_force_decides() {
        at(0, 1, register(STRICT_INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT), new Reply.Refused(Reason.INCOMPATIBLE));
        at(4, 5, new Request.SetLevel("a", Level.BACKWARD), new Reply.Done());
        at(6, 7, register(INT), new Reply.Registered(2, 2));
        at(8, 9, new Request.SetLevel("a", Level.FULL_TRANSITIVE), new Reply.Done());
        at(10, 11, new Request.Check("a", INT_TOO), new Reply.Judged(false));

        assertThat(violations()).isEmpty();

        at(12, 13, register(INT_TOO), new Reply.Registered(3, 3));
        assertThat(violations()).containsExactly(Promise.LINEARIZABLE);
    }

    @Test
    void an_id_belongs_to_one_content_and_a_content_to_one_id() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Registered(1, 2));
        at(4, 5, new Request.Register("b", INT), new Reply.Registered(7, 1));
        at(6, 7, new Request.ById("a", 7), new Reply.Refused(Reason.NOT_THERE));

        assertThat(violations()).hasSize(3).containsOnly(Promise.ONE_ID_A_CONTENT);
    }

    @Test
    void a_number_is_given_once_and_none_is_skipped() {
        at(0, 9, register(INT), new Reply.Registered(1, 2));
        at(1, 9, register(INT_TOO), new Reply.Registered(2, 2));

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        Promise.ONE_CONTENT_A_VERSION, Promise.GAPLESS_VERSIONS, Promise.LINEARIZABLE);
    }

    @Test
    void a_lost_reply_may_stand_for_a_write_and_for_none() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Unknown());
        at(4, 5, list(), new Reply.Versions(List.of(1)));
        at(6, 7, register(STRICT_INT), new Reply.Unknown());
        at(8, 9, register(new Part("int", false, 2)), new Reply.Registered(5, 3));
        at(10, 11, list(), new Reply.Versions(List.of(1, 2, 3)));
        at(12, 13, register(INT_TOO), new Reply.Registered(4, 2));

        assertThat(violations()).isEmpty();
    }

    @Test
    void an_unread_reply_stands_for_something_that_is_over() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Unread());
        at(3, 9, register(STRING), new Reply.Unread());
        at(4, 5, new Request.SetLevel("a", Level.NONE), new Reply.Done());
        at(10, 11, list(), new Reply.Versions(List.of(1, 2, 3)));
        assertThat(violations()).isEmpty();

        at(12, 13, new Request.SetLevel("a", Level.FULL), new Reply.Done());
        at(14, 15, register(STRICT_INT), new Reply.Unread());
        at(16, 17, new Request.SetLevel("a", Level.NONE), new Reply.Done());
        at(18, 19, list(), new Reply.Versions(List.of(1, 2, 3, 4)));
        assertThat(violations()).containsExactly(Promise.LINEARIZABLE);
    }

    @Test
    void a_retry_that_gets_a_second_version_is_found() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Unknown());
        at(4, 5, new Request.Latest("a"), new Reply.Found(2, 2, INT_TOO));
        at(6, 7, register(INT_TOO), new Reply.Registered(3, 3));

        assertThat(violations()).containsExactlyInAnyOrder(Promise.ONE_ID_A_CONTENT, Promise.LINEARIZABLE);
    }

    @Test
    void a_level_that_is_in_force_already_may_be_set_later() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 20, new Request.SetLevel("a", Level.FULL), new Reply.Done());
        at(4, 5, new Request.SetLevel("a", Level.NONE), new Reply.Done());
        at(6, 7, register(STRING), new Reply.Registered(2, 2));
        at(8, 19, register(INT_TOO), new Reply.Refused(Reason.INCOMPATIBLE));

        assertThat(violations()).isEmpty();
    }

    @Test
    void a_level_that_is_in_force_already_may_be_set_later_by_a_change_set_too() {
        Request again = new Request.ChangeSet("a", List.of(register(INT), new Request.SetLevel("a", Level.FULL)));
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 20, again, new Reply.Several(true, List.of(new Reply.Registered(1, 1), new Reply.Done())));
        at(4, 5, new Request.SetLevel("a", Level.NONE), new Reply.Done());
        at(6, 7, register(STRING), new Reply.Registered(2, 2));
        at(8, 19, register(INT_TOO), new Reply.Refused(Reason.INCOMPATIBLE));

        assertThat(violations()).isEmpty();
    }

    @Test
    void what_others_refer_to_stays() {
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 3, register(INT_TOO), new Reply.Registered(2, 2));
        at(4, 5, new Request.Register("a-wholes", new Whole("a", 2)), new Reply.Registered(3, 1));
        at(6, 7, new Request.Hide("a", 2), new Reply.Refused(Reason.REFERENCED));
        at(8, 9, new Request.Hide("a-wholes", 1), new Reply.Done());
        at(10, 11, new Request.Hide("a", 2), new Reply.Done());
        at(12, 13, new Request.Remove("a", 2), new Reply.Refused(Reason.REFERENCED));
        at(14, 15, new Request.Register("a-wholes", new Whole("a", 2)), new Reply.Refused(Reason.INVALID));

        assertThat(violations()).isEmpty();

        at(16, 17, new Request.Remove("a", 2), new Reply.Done());
        assertThat(violations()).containsExactly(Promise.LINEARIZABLE);
    }

    @Test
    void a_change_set_is_all_or_nothing_at_one_point_in_time() {
        Request set = new Request.ChangeSet(
                "a", List.of(new Request.Register("a-wholes", new Whole("a", 2)), register(INT_TOO), register(STRING)));
        Request fine = new Request.ChangeSet(
                "a", List.of(new Request.Register("a-wholes", new Whole("a", 2)), register(INT_TOO)));
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(
                2,
                3,
                set,
                new Reply.Several(
                        false,
                        List.of(
                                new Reply.Refused(Reason.INVALID),
                                new Reply.Registered(0, 2),
                                new Reply.Refused(Reason.INCOMPATIBLE))));
        at(4, 5, list(), new Reply.Versions(List.of(1)));
        at(6, 7, fine, new Reply.Several(true, List.of(new Reply.Registered(3, 1), new Reply.Registered(2, 2))));
        at(8, 9, new Request.Hide("a", 2), new Reply.Refused(Reason.REFERENCED));

        assertThat(violations()).isEmpty();
    }

    @Test
    void half_a_change_set_is_found_out() {
        Request set = new Request.ChangeSet(
                "a", List.of(register(INT_TOO), new Request.Register("a-wholes", new Whole("a", 1))));
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(2, 20, set, new Reply.Several(true, List.of(new Reply.Registered(2, 2), new Reply.Registered(3, 1))));
        at(3, 4, list(), new Reply.Versions(List.of(1, 2)));
        at(5, 6, new Request.ListVersions("a-wholes"), new Reply.Refused(Reason.NOT_THERE));

        assertThat(violations()).containsExactly(Promise.LINEARIZABLE);
    }

    @Test
    void a_refused_change_set_that_leaves_something_is_found_out() {
        Request set = new Request.ChangeSet("a", List.of(register(INT_TOO), register(STRING)));
        at(0, 1, register(INT), new Reply.Registered(1, 1));
        at(
                2,
                3,
                set,
                new Reply.Several(false, List.of(new Reply.Registered(0, 2), new Reply.Refused(Reason.INCOMPATIBLE))));
        at(4, 5, list(), new Reply.Versions(List.of(1, 2)));

        assertThat(violations()).contains(Promise.LINEARIZABLE);
    }

    private static Request register(Part part) {
        return new Request.Register("a", part);
    }

    private static Request list() {
        return new Request.ListVersions("a");
    }

    private void at(long invoked, long replied, Request request, Reply reply) {
        history.add(Operation.of(0, 0, invoked, replied, request, reply));
    }

    private List<Promise> violations() {
        return HistoryChecker.violations(history, Level.FULL).stream()
                .map(Violation::promise)
                .toList();
    }
}

package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store must do for its operator. */
public abstract class UpkeepContract extends StoreContract {
    private static final Context STAGING = Context.named(".staging");

    @Test
    void an_empty_store_counts_nothing_and_has_no_counter() {
        assertThat(upkeep().census()).isEqualTo(new Census(0, 0, 0, List.of()));
        assertThat(upkeep().idCounters()).isEmpty();
    }

    @Test
    void the_census_counts_subjects_versions_and_ids_that_were_given_away() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        registered(parts, Schemas.record("R", "a"));
        registered(Subject.parse(":.staging:orders"), Schemas.record("R", "a"));

        Census census = upkeep().census();

        assertThat(census.subjects()).isEqualTo(3);
        assertThat(census.versions()).isEqualTo(4);
        assertThat(census.schemas()).isEqualTo(3);
        assertThat(census.counters()).isEqualTo(upkeep().idCounters());
    }

    @Test
    void soft_deleted_versions_count_and_purged_ones_leave_their_ids() {
        registered(orders, Schemas.record("R", "a"));
        registered(parts, Schemas.record("P", "a"));
        done(registry.deleteSubject(CALLER, parts, Deletion.SOFT));
        assertThat(upkeep().census().versions()).isEqualTo(2);

        purge(orders);

        assertThat(upkeep().census().subjects()).isEqualTo(1);
        assertThat(upkeep().census().versions()).isEqualTo(1);
        assertThat(upkeep().census().schemas()).isEqualTo(2);
    }

    @Test
    void after_the_floor_was_raised_no_lower_id_is_given_away() {
        assertThat(registered(orders, Schemas.record("R", "a")).id().value()).isEqualTo(1);

        IdCounter raised = upkeep().raiseIdFloor(CALLER, Context.DEFAULT, new SchemaId(500));

        assertThat(raised).isEqualTo(new IdCounter(Context.DEFAULT, 500));
        // As a server that is started now sees it.
        registry = registryOn(store);
        assertThat(registered(orders, Schemas.record("R", "a", "b")).id().value())
                .isEqualTo(500);
        assertThat(upkeep().raiseIdFloor(CALLER, Context.DEFAULT, new SchemaId(7))
                        .next())
                .as("never lowered")
                .isEqualTo(501);
    }

    @Test
    void the_counters_with_the_fewest_ids_left_come_first() {
        registered(orders, Schemas.record("R", "a"));
        for (String name : List.of(".b", ".a")) {
            upkeep().raiseIdFloor(CALLER, Context.named(name), new SchemaId(9));
        }

        assertThat(upkeep().raiseIdFloor(CALLER, STAGING, new SchemaId(1_000)).remaining())
                .isEqualTo(2_147_483_648L - 1_000);

        assertThat(upkeep().idCounters())
                .containsExactly(
                        new IdCounter(STAGING, 1_000),
                        new IdCounter(Context.named(".a"), 9),
                        new IdCounter(Context.named(".b"), 9),
                        new IdCounter(Context.DEFAULT, 2));
    }

    @Test
    void an_imported_id_moves_the_counter_unless_hardly_any_id_would_be_left() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO);
        done(imported(orders, Schemas.record("R", "a"), 700, 1));
        assertThat(upkeep().idCounters()).containsExactly(new IdCounter(Context.DEFAULT, 701));

        done(imported(orders, Schemas.record("R", "b"), 2_147_000_000, 2));

        assertThat(upkeep().idCounters()).containsExactly(new IdCounter(Context.DEFAULT, 701));
    }

    @Test
    void a_context_without_ids_says_so_and_others_go_on() {
        upkeep().raiseIdFloor(CALLER, Context.DEFAULT, new SchemaId(Integer.MAX_VALUE));
        assertThat(registered(orders, Schemas.record("R", "a")).id().value()).isEqualTo(Integer.MAX_VALUE);

        assertThatThrownBy(() -> register(orders, Schemas.record("R", "a", "b")))
                .isInstanceOf(IdsExhaustedException.class)
                .hasMessage("Context '.' has given away its last schema id, 2147483647");
        assertThat(upkeep().idCounters().get(0).remaining()).isZero();
        assertThat(registered(Subject.parse(":.staging:some"), Schemas.record("R", "a"))
                        .id()
                        .value())
                .isEqualTo(1);
    }

    private UpkeepRows upkeep() {
        return (UpkeepRows) store;
    }
}

package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaIdsTest {
    private final InMemorySchemaStore store = new InMemorySchemaStore();
    private final SchemaIds ids = new SchemaIds(store);

    @Test
    void ids_come_in_order_and_the_first_range_holds_one() {
        SchemaId first = ids.draw(Context.DEFAULT);
        SchemaId other = new SchemaIds(store).draw(Context.DEFAULT);

        assertThat(first).isEqualTo(new SchemaId(1));
        assertThat(other).isEqualTo(new SchemaId(2));
    }

    @Test
    void ranges_grow_under_load_up_to_a_limit() {
        IntStream.range(0, 3_000).forEach(i -> ids.draw(Context.DEFAULT));

        int reservedBeyond = store.reserveIds(Context.DEFAULT, 1).ids().get(0).value() - 3_001;

        assertThat(reservedBeyond).isBetween(0, 256);
    }

    @Test
    void an_id_that_was_not_used_is_the_next_one() {
        SchemaId drawn = ids.draw(Context.DEFAULT);
        ids.draw(Context.DEFAULT);

        ids.giveBack(Context.DEFAULT, drawn);

        assertThat(ids.draw(Context.DEFAULT)).isEqualTo(drawn);
    }

    @Test
    void contexts_count_apart() {
        ids.draw(Context.DEFAULT);

        assertThat(ids.draw(new Context(".other"))).isEqualTo(new SchemaId(1));
    }
}

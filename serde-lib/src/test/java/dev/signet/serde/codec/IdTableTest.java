package dev.signet.serde.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.SchemaId;
import org.junit.jupiter.api.Test;

class IdTableTest {
    @Test
    void everyIdKeepsItsFirstValue() {
        IdTable<String> table = new IdTable<>(1_000);
        for (int id = 0; id < 1_000; id++) {
            table.put(new SchemaId(id * 7_919), "first " + id);
        }

        assertThat(table.put(new SchemaId(7_919), "second")).isEqualTo("first 1");
        for (int id = 0; id < 1_000; id++) {
            assertThat(table.get(id * 7_919)).isEqualTo("first " + id);
        }
        assertThat(table.get(3)).isNull();
        assertThat(table.get(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void aFullTableForgetsAndGoesOn() {
        IdTable<String> table = new IdTable<>(2);
        table.put(new SchemaId(1), "one");
        table.put(new SchemaId(2), "two");

        assertThat(table.put(new SchemaId(3), "three")).isEqualTo("three");

        assertThat(table.get(1)).isNull();
        assertThat(table.get(3)).isEqualTo("three");
    }

    @Test
    void whatIsAskedForStaysWhileOthersPassBy() {
        IdTable<String> table = new IdTable<>(4);
        table.put(new SchemaId(1), "friend");

        for (int stranger = 10; stranger < 1_000; stranger++) {
            table.put(new SchemaId(stranger), "stranger");
            assertThat(table.get(1)).isEqualTo("friend");
            assertThat(table.size()).isLessThanOrEqualTo(4);
        }

        assertThat(table.added()).isEqualTo(991);
        assertThat(table.get(999)).isNotNull();
        assertThat(table.get(995)).isNull();
    }
}

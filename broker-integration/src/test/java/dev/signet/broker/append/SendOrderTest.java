package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Batches;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SendOrderTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private final AtomicLong clock = new AtomicLong();
    private final SendOrder order = new SendOrder(clock::get);

    @Test
    void what_follows_a_batch_that_was_sent_back_waits_until_that_comes_again() {
        order.sendBack(ORDERS, batch(7, 0, 100));

        assertThat(order.isAhead(ORDERS, batch(7, 0, 105))).isTrue();
        assertThat(order.isAhead(ORDERS, batch(7, 0, 100))).isFalse();
        assertThat(order.isAhead(ORDERS, batch(7, 0, 95))).isFalse();

        order.decide(ORDERS, batch(7, 0, 95));
        assertThat(order.isAhead(ORDERS, batch(7, 0, 105))).isTrue();
        order.decide(ORDERS, batch(7, 0, 100));
        assertThat(order.isAhead(ORDERS, batch(7, 0, 105))).isFalse();
    }

    @Test
    void nobody_else_waits() {
        order.sendBack(ORDERS, batch(7, 0, 100));

        assertThat(order.isAhead(new TopicPartition("orders", 1), batch(7, 0, 105)))
                .isFalse();
        assertThat(order.isAhead(new TopicPartition("payments", 0), batch(7, 0, 105)))
                .isFalse();
        assertThat(order.isAhead(ORDERS, batch(8, 0, 105))).isFalse();
        assertThat(order.isAhead(ORDERS, batch(7, 1, 105))).isFalse();
    }

    @Test
    void a_producer_without_an_id_has_no_order() {
        order.sendBack(ORDERS, batch(-1, -1, -1));

        assertThat(order.isAhead(ORDERS, batch(-1, -1, -1))).isFalse();
        assertThat(order.isAhead(ORDERS, ByteBuffer.allocate(0))).isFalse();
    }

    @Test
    void numbers_begin_again_after_the_largest() {
        order.sendBack(ORDERS, batch(7, 0, Integer.MAX_VALUE - 2));

        assertThat(order.isAhead(ORDERS, batch(7, 0, 3))).isTrue();
        assertThat(order.isAhead(ORDERS, batch(7, 0, Integer.MAX_VALUE - 9))).isFalse();
    }

    @Test
    void a_batch_that_never_comes_again_is_waited_for_one_minute() {
        order.sendBack(ORDERS, batch(7, 0, 100));
        clock.set(60_000_000_000L);
        assertThat(order.isAhead(ORDERS, batch(7, 0, 105))).isTrue();

        clock.set(60_000_000_001L);
        assertThat(order.isAhead(ORDERS, batch(7, 0, 105))).isFalse();
    }

    @Test
    void forgotten_producers_make_room_for_others_and_are_looked_for_once_a_second() {
        SendOrder small = new SendOrder(clock::get, 2);
        small.sendBack(ORDERS, batch(1, 0, 100));
        small.sendBack(ORDERS, batch(2, 0, 100));

        clock.set(59_500_000_000L);
        small.sendBack(ORDERS, batch(3, 0, 100));
        clock.set(60_400_000_000L);
        small.sendBack(ORDERS, batch(4, 0, 100));
        clock.set(60_500_000_000L);
        small.sendBack(ORDERS, batch(5, 0, 100));

        assertThat(small.isAhead(ORDERS, batch(3, 0, 105))).isFalse();
        assertThat(small.isAhead(ORDERS, batch(4, 0, 105))).isFalse();
        assertThat(small.isAhead(ORDERS, batch(5, 0, 105))).isTrue();
    }

    private static ByteBuffer batch(long producerId, int epoch, int number) {
        byte[] bytes = Batches.plain(Batches.framed(1));
        ByteBuffer moved = ByteBuffer.allocate(bytes.length + 3)
                .position(3)
                .put(bytes)
                .position(3)
                .slice();
        return moved.putLong(43, producerId).putShort(51, (short) epoch).putInt(53, number);
    }
}

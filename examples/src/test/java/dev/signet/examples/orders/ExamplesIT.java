package dev.signet.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.cli.up.AllInOne;
import dev.signet.cli.up.UpSettings;
import dev.signet.examples.Database;
import dev.signet.examples.payments.Ledger;
import dev.signet.examples.payments.PaymentConsumer;
import dev.signet.examples.payments.PostgresLedger;
import dev.signet.serde.AvroSerializer;
import dev.signet.serde.deadletter.DeadLetter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Order service and payment consumer against everything that {@code ./signet up} starts. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ExamplesIT {
    private static final int ORDERS = 300;
    private static final int PUBLISHED_TWICE = 50;
    private static final int CAPACITY = 100;
    private static final int PORT = freePort();
    private static final int KAFKA_PORT = freePort();
    private static final String DEAD_LETTERS = Order.TOPIC + "-dead-letters";
    private static final Map<String, String> WHERE =
            Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA_PORT, "schema.registry.url", "http://127.0.0.1:" + PORT);

    @TempDir
    static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static AllInOne up;

    @BeforeAll
    static void start() {
        up = AllInOne.prepare(new UpSettings(
                temp.resolve("signet-data"), "127.0.0.1", PORT, KAFKA_PORT, Optional.empty(), PolicyDefaults.NONE));
        up.start();
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void every_order_is_paid_once_although_a_publisher_died_a_record_is_poison_and_the_consumer_was_slow()
            throws Exception {
        // Before the topic has a schema, the log lets anything in.
        poison();
        Database database = Database.ofSignetUp(temp.resolve("signet-data"));
        placeAndPublish(database);
        PostgresLedger ledger = new PostgresLedger(database);

        HeldLedger held = new HeldLedger(ledger);
        try (Running slow = new Running(held)) {
            await(slow.consumer::isPaused);
            assertThat(slow.consumer.booked()).isZero();
            held.release();
            await(() -> slow.consumer.booked() + slow.consumer.repeated() == ORDERS - 1 + PUBLISHED_TWICE);
            assertThat(slow.consumer.repeated()).isEqualTo(PUBLISHED_TWICE);
            await(() -> committed() == end(Order.TOPIC));
        }
        try (Running again = new Running(ledger)) {
            placeAndPublish(new Order("late", "ann", 7), database);
            await(() -> again.consumer.booked() == 1);
            assertThat(again.consumer.repeated()).isZero();
        }

        assertThat(held.most()).isEqualTo(1);
        assertThat(payments(database)).isEqualTo("300 payments of 4492507 cents");
        List<ConsumerRecord<byte[], byte[]>> dead = read(DEAD_LETTERS, 2);
        assertThat(dead.get(0).value()).isEqualTo("plain".getBytes(StandardCharsets.UTF_8));
        assertThat(letter(dead.get(0)).origin().offset()).isZero();
        assertThat(letter(dead.get(0)).reason()).contains("does not name its schema");
        assertThat(letter(dead.get(1)).reason()).isEqualTo("an order of 0 cents or less cannot be paid");
        assertThat(new String(dead.get(1).key(), StandardCharsets.UTF_8)).isEqualTo("order-" + ORDERS);
        assertThat(committed()).isEqualTo(1 + ORDERS + PUBLISHED_TWICE + 1);
        commitsThatTimeOutEndNothing(database, ledger);
    }

    private static void commitsThatTimeOutEndNothing(Database database, Ledger ledger) throws Exception {
        try (Running hasty = new Running(ledger, Map.of("default.api.timeout.ms", "0"))) {
            placeAndPublish(new Order("hasty", "bob", 9), database);
            await(() -> hasty.consumer.booked() == 1);
            placeAndPublish(new Order("hastier", "bob", 9), database);
            await(() -> hasty.consumer.booked() == 2);
        }
    }

    /** The first publisher dies after the log has its events and before they are marked. */
    private static void placeAndPublish(Database database) throws SQLException {
        Outbox outbox = new Outbox(database);
        try (AvroSerializer serializer = serializer();
                OutboxPublisher dying = publisher(outbox);
                OutboxPublisher next = publisher(outbox)) {
            OrderService service = new OrderService(database, serializer);
            for (int i = 1; i <= ORDERS; i++) {
                service.place(new Order("order-" + i, "customer-" + i % 7, i == ORDERS ? 0 : 100L * i + i % 2 * 50L));
            }
            try (Outbox.Batch batch = outbox.take(PUBLISHED_TWICE)) {
                dying.send(batch.events());
            }
            assertThat(next.publishAll()).isEqualTo(ORDERS);
            assertThat(next.publishAll()).isZero();
        }
    }

    private static void placeAndPublish(Order order, Database database) throws SQLException {
        Outbox outbox = new Outbox(database);
        try (AvroSerializer serializer = serializer();
                OutboxPublisher publisher = publisher(outbox)) {
            new OrderService(database, serializer).place(order);
            assertThat(publisher.publishAll()).isEqualTo(1);
        }
    }

    private static AvroSerializer serializer() {
        AvroSerializer serializer = new AvroSerializer();
        serializer.configure(WHERE, false);
        return serializer;
    }

    private static OutboxPublisher publisher(Outbox outbox) {
        return OutboxPublisher.to("127.0.0.1:" + KAFKA_PORT, outbox);
    }

    /** A consumer and the thread that it has. */
    private static final class Running implements AutoCloseable {
        final PaymentConsumer consumer;
        private final Thread thread;

        Running(Ledger ledger) {
            this(ledger, Map.of());
        }

        Running(Ledger ledger, Map<String, String> more) {
            Map<String, String> settings = new HashMap<>(WHERE);
            settings.putAll(more);
            consumer = new PaymentConsumer(settings, ledger, CAPACITY);
            thread = new Thread(consumer, "payments");
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            consumer.close();
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Books nothing until it is released, as a database under load. */
    private static final class HeldLedger implements Ledger {
        private final Ledger ledger;
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        HeldLedger(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public boolean book(Order order) throws SQLException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                released.await();
                return ledger.book(order);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                throw new SQLException("closed", closed);
            } finally {
                inside.decrementAndGet();
            }
        }

        void release() {
            released.countDown();
        }

        int most() {
            return most.get();
        }
    }

    private static void poison() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA_PORT),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] value = "plain".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Order.TOPIC, 0, null, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static String payments(Database database) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), sum(cents) FROM example_payments.payments")) {
            row.next();
            return row.getLong(1) + " payments of " + row.getLong(2) + " cents";
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        return DeadLetter.read(record.headers()).orElseThrow();
    }

    private static long committed() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition partition = new TopicPartition(Order.TOPIC, 0);
            return Objects.requireNonNull(consumer.committed(Set.of(partition)).get(partition))
                    .offset();
        }
    }

    private static long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, -1L);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        assertThat(end(topic)).isEqualTo(count);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            while (read.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + KAFKA_PORT,
                        "group.id",
                        "payments",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

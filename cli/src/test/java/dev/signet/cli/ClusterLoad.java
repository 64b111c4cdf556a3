package dev.signet.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An idempotent producer that sends numbers, framed as Avro's longs, to all partitions of a topic without a pause, and
 * producers beside it that send what must not get in.
 */
final class ClusterLoad implements AutoCloseable {
    private static final int IN_FLIGHT = 500;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int HEADER = 5;

    private final String servers;
    private final String topic;
    private final int partitions;
    private final int schemaId;
    private final KafkaProducer<byte[], byte[]> good;
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Exception> faults = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong slowest = new AtomicLong();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Thread sender = new Thread(this::sendAll, "cluster-load");
    private volatile boolean ended;

    private ClusterLoad(String servers, String topic, int partitions, int schemaId) {
        this.servers = servers;
        this.topic = topic;
        this.partitions = partitions;
        this.schemaId = schemaId;
        this.good = producer(Map.of("linger.ms", 5));
    }

    static ClusterLoad start(String servers, String topic, int partitions, int schemaId) {
        ClusterLoad load = new ClusterLoad(servers, topic, partitions, schemaId);
        load.sender.start();
        return load;
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "request.timeout.ms",
                10_000,
                "delivery.timeout.ms",
                90_000));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void sendAll() {
        for (long number = 0; !ended; number++) {
            inFlight.acquireUninterruptibly();
            long sent = number;
            long begun = System.nanoTime();
            good.send(record((int) (sent % partitions), framed(schemaId, payload(sent))), (metadata, fault) -> {
                if (fault == null) {
                    acknowledged.add(sent);
                } else {
                    faults.add(fault);
                }
                slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                inFlight.release();
            });
            LockSupport.parkNanos(PAUSE);
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition, byte[] value) {
        return new ProducerRecord<>(topic, partition, null, value);
    }

    private static byte[] framed(int schemaId, byte[] payload) {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(payload)
                .array();
    }

    private static byte[] payload(long number) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            encoder.writeLong(number);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many more records are acknowledged. */
    void awaitMore(int count) {
        int wanted = acknowledged.size() + count;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (acknowledged.size() < wanted) {
            if (!faults.isEmpty() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "only " + acknowledged.size() + " of " + wanted + " records are in: " + faults);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Forgets how long records took until now. */
    void measureAnew() {
        slowest.set(0);
    }

    /** How long the slowest record took from its send to its acknowledgement. */
    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    /** What becomes of a record whose payload ends too early. */
    Exception sendCut(int partition) throws InterruptedException {
        return refusal(partition, framed(schemaId, new byte[] {(byte) 0x80}), Map.of());
    }

    /** What a producer that waits for three seconds hears of a record whose schema nobody knows. */
    Exception sendUnknown(int partition, int unknownId) throws InterruptedException {
        return refusal(
                partition,
                framed(unknownId, payload(1)),
                Map.of("delivery.timeout.ms", 3_000, "request.timeout.ms", 2_000));
    }

    private Exception refusal(int partition, byte[] value, Map<String, Object> settings) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> bad = producer(settings)) {
            long offset = bad.send(record(partition, value)).get().offset();
            throw new AssertionError("a bad record is in partition " + partition + " at " + offset);
        } catch (ExecutionException refused) {
            return refused.getCause() instanceof Exception cause ? cause : refused;
        }
    }

    /** Sends no more, and waits for what is under way. */
    Set<Long> end() throws InterruptedException {
        ended = true;
        sender.join();
        good.flush();
        if (!faults.isEmpty()) {
            throw new AssertionError("good records were refused: " + faults);
        }
        return acknowledged;
    }

    /** All numbers in the log; throws where something else is in it. */
    static List<Long> read(String servers, String topic, int partitions, int schemaId) throws IOException {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<Long> numbers = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the topic cannot be read to its end: " + ends);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    numbers.add(number(record, schemaId));
                }
            }
        }
        return numbers;
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, int schemaId) throws IOException {
        ByteBuffer value = ByteBuffer.wrap(record.value());
        if (value.get() != 0 || value.getInt() != schemaId) {
            throw new AssertionError("a record of another schema is in " + record);
        }
        long number = DecoderFactory.get()
                .binaryDecoder(record.value(), HEADER, record.value().length - HEADER, null)
                .readLong();
        if (!Arrays.equals(record.value(), framed(schemaId, payload(number)))) {
            throw new AssertionError("more than a number is in " + record);
        }
        return number;
    }

    @Override
    public void close() {
        ended = true;
        good.close(Duration.ZERO);
        inFlight.release(IN_FLIGHT);
    }
}

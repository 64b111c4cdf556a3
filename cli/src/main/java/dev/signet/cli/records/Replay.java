package dev.signet.cli.records;

import dev.signet.serde.deadletter.DeadLetter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters to their topics again, in the order of their partition, each after the log has acknowledged the one
 * before. What is sent is done; what is not stays for the next run. A run that is cut off may send again what it had not
 * committed, at most {@value #COMMIT_EVERY} records. Not safe for use by several threads.
 */
public final class Replay {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int COMMIT_EVERY = 100;

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Request request;
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
    private final Set<TopicPartition> forgetful = new HashSet<>();
    private int uncommitted;

    private Replay(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, Request request) {
        this.consumer = consumer;
        this.producer = producer;
        this.request = request;
    }

    /** What becomes of a dead letter. */
    public enum Fate {
        SENT("sent again"),
        WOULD_BE_SENT("would be sent again"),
        NOT_SELECTED("not selected"),
        UNREADABLE("still unreadable"),
        REFUSED("not taken by the log"),
        INCOMPLETE("incomplete"),
        FOREIGN("not a dead letter");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What a run tells while it works. */
    public sealed interface Event {}

    /**
     * One dead letter and what became of it.
     *
     * @param reason why it was not sent; for one that was, or would be, why it became a dead letter
     */
    public record Outcome(ConsumerRecord<byte[], byte[]> record, Optional<DeadLetter> letter, Fate fate, String reason)
            implements Event {}

    /** Something that whoever started the run should know, as a sentence. */
    public record Notice(String sentence) implements Event {}

    /** How a run ended. */
    public sealed interface Result {}

    /** The topic is worked off, or the limit reached: how many dead letters had which fate. */
    public record WorkedOff(Map<Fate, Long> counts) implements Result {}

    /** There is no such dead-letter topic. Nothing was done. */
    public record NoTopic() implements Result {}

    /**
     * Offsets were given for partitions that the topic does not have. Nothing was done.
     *
     * @param count how many it has, from number 0
     */
    public record NoPartitions(SortedSet<Integer> missing, int count) implements Result {}

    /** Where a run begins, and whether the next one goes on behind it. */
    public sealed interface Start {}

    /** Where the group has left off, at first with the oldest dead letter; the group's position follows. */
    public record OfGroup() implements Start {}

    /** At the oldest dead letter. No position is kept. */
    public record Beginning() implements Start {}

    /** At an offset each of some partitions. No position is kept. */
    public record Offsets(Map<Integer, Long> byPartition) implements Start {}

    /**
     * What is asked of a run.
     *
     * @param selects whether a dead letter is wanted at all
     * @param unreadable why a record still cannot be read; empty if it can, or nobody asks
     * @param dry whether nothing is to be sent and remembered
     * @param limit how many records are sent at the most
     * @param told is told of each dead letter, in order, and of what else is worth knowing
     */
    public record Request(
            Predicate<DeadLetter> selects,
            BiFunction<ConsumerRecord<byte[], byte[]>, DeadLetter, Optional<String>> unreadable,
            boolean dry,
            long limit,
            java.util.function.Consumer<Event> told) {}

    /**
     * Works off a dead-letter topic up to the last record that was there when it began.
     *
     * @throws TimeoutException if the log does not answer
     */
    public static Result run(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            String topic,
            Start start,
            Request request) {
        return new Replay(consumer, producer, request).run(topic, start);
    }

    private Result run(String topic, Start start) {
        SortedSet<Integer> wanted = new TreeSet<>();
        partitionsOf(topic).forEach(partition -> wanted.add(partition.partition()));
        int count = wanted.size();
        if (count == 0) {
            return new NoTopic();
        }
        if (start instanceof Offsets given) {
            SortedSet<Integer> missing = new TreeSet<>(given.byPartition().keySet());
            missing.removeAll(wanted);
            if (!missing.isEmpty()) {
                return new NoPartitions(missing, count);
            }
            wanted.retainAll(given.byPartition().keySet());
        }
        begin(topic, wanted, start);
        return new WorkedOff(workOff(consumer.endOffsets(progress.keySet()), start));
    }

    private void begin(String topic, Set<Integer> wanted, Start start) {
        List<TopicPartition> partitions =
                wanted.stream().map(number -> new TopicPartition(topic, number)).toList();
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed =
                start instanceof OfGroup ? consumer.committed(Set.copyOf(partitions)) : Map.of();
        if (start instanceof OfGroup && committed.values().stream().allMatch(Objects::isNull)) {
            tell("the group " + group() + " remembers nothing of " + topic + "; beginning with the oldest");
        }
        consumer.beginningOffsets(partitions).forEach((partition, oldest) -> {
            Progress from = from(partition, oldest, start, committed);
            progress.put(partition, from);
            consumer.seek(partition, from.next());
        });
    }

    private String group() {
        return consumer.groupMetadata().groupId();
    }

    private void tell(String sentence) {
        request.told().accept(new Notice(sentence));
    }

    private static Progress from(
            TopicPartition partition, long oldest, Start start, Map<TopicPartition, OffsetAndMetadata> committed) {
        OffsetAndMetadata position = committed.get(partition);
        if (position != null) {
            return Progress.from(position, oldest);
        } else if (start instanceof Offsets given) {
            return Progress.from(Math.max(oldest, given.byPartition().getOrDefault(partition.partition(), oldest)));
        }
        return Progress.from(oldest);
    }

    private Map<Fate, Long> workOff(Map<TopicPartition, Long> ends, Start start) {
        boolean commits = start instanceof OfGroup && !request.dry();
        try {
            while (!isPast(ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isFull()) {
                        return counts;
                    }
                    look(record, ends);
                    if (commits && ++uncommitted >= COMMIT_EVERY) {
                        commit();
                    }
                }
            }
            return counts;
        } finally {
            if (commits) {
                commit();
            }
        }
    }

    private boolean isFull() {
        return counts.getOrDefault(Fate.SENT, 0L) + counts.getOrDefault(Fate.WOULD_BE_SENT, 0L) >= request.limit();
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        progress.forEach((partition, done) -> positions.put(partition, done.position()));
        consumer.commitSync(positions);
        uncommitted = 0;
        progress.forEach(this::tellOfForgotten);
    }

    private void tellOfForgotten(TopicPartition partition, Progress here) {
        OptionalLong first = here.firstForgotten();
        if (first.isPresent() && forgetful.add(partition)) {
            tell("too many records were left between those sent for the position of the group " + group()
                    + " to name them all: of " + partition + ", those sent from offset " + first.getAsLong()
                    + " on would be sent again by the next run; see first to those that were left, from offset "
                    + here.next() + " on");
        }
    }

    private void look(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> ends) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Progress here = progress.get(partition);
        if (here == null || record.offset() >= ends.getOrDefault(partition, 0L)) {
            return;
        } else if (here.isDone(record.offset())) {
            here.done(record.offset());
            return;
        }
        Outcome outcome = settle(record);
        if (outcome.fate() == Fate.SENT) {
            here.done(record.offset());
        } else {
            here.left(record.offset());
        }
        counts.merge(outcome.fate(), 1L, Long::sum);
        request.told().accept(outcome);
    }

    private Outcome settle(ConsumerRecord<byte[], byte[]> record) {
        Optional<DeadLetter> read = DeadLetter.read(record.headers());
        if (read.isEmpty()) {
            return new Outcome(record, read, Fate.FOREIGN, "it has no header " + DeadLetter.TOPIC);
        }
        DeadLetter letter = read.get();
        if (!request.selects().test(letter)) {
            return new Outcome(record, read, Fate.NOT_SELECTED, letter.reason());
        }
        Optional<String> lost = DeadLetter.incomplete(record.headers());
        if (lost.isPresent()) {
            return new Outcome(record, read, Fate.INCOMPLETE, incomplete(lost.get(), letter.origin()));
        }
        Optional<String> unreadable = request.unreadable().apply(record, letter);
        if (unreadable.isPresent()) {
            return new Outcome(record, read, Fate.UNREADABLE, unreadable.get());
        }
        int count = partitions.computeIfAbsent(
                letter.origin().topic(), topic -> partitionsOf(topic).size());
        if (count == 0) {
            String missing = "there is no topic " + letter.origin().topic();
            return new Outcome(record, read, Fate.REFUSED, missing);
        } else if (request.dry()) {
            return new Outcome(record, read, Fate.WOULD_BE_SENT, letter.reason());
        }
        return refusal(again(record, letter.origin(), count))
                .map(refused -> new Outcome(record, read, Fate.REFUSED, refused))
                .orElseGet(() -> new Outcome(record, read, Fate.SENT, letter.reason()));
    }

    private static String incomplete(String lost, DeadLetter.Origin origin) {
        return "the log of " + origin.topic() + " had lost its " + lost.replace(",", " and ")
                + " before the dead letter was written; sent as it is, it could delete what is stored under its key";
    }

    private List<PartitionInfo> partitionsOf(String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        return known == null ? List.of() : known;
    }

    /** Into the partition where it was, as long as there is one of that number: its key may not tell. */
    private static ProducerRecord<byte[], byte[]> again(
            ConsumerRecord<byte[], byte[]> record, DeadLetter.Origin origin, int count) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        DeadLetter.removeAllButAttempts(headers);
        return new ProducerRecord<>(
                origin.topic(),
                origin.partition() < count ? (Integer) origin.partition() : null,
                origin.timestamp() < 0 ? null : (Long) origin.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    /** Why the log does not take a record; empty once it has acknowledged it. */
    private Optional<String> refusal(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RetriableException away) {
                throw new TimeoutException(away.getMessage(), away);
            }
            return Optional.of(String.valueOf(failed.getCause()));
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}

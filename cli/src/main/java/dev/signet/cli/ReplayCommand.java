package dev.signet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.records.Replay;
import dev.signet.cli.records.Replay.Fate;
import dev.signet.cli.records.Replay.Outcome;
import dev.signet.client.SchemaRegistry;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.config.Side;
import dev.signet.serde.deadletter.DeadLetter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Send the records of a dead-letter topic to the topics that they come from again, as they were. A"
                + " consumer group remembers which were sent; those that were not stay for the next run.")
final class ReplayCommand implements Callable<Integer> {
    private static final Set<Fate> FAILED = Set.of(Fate.UNREADABLE, Fate.REFUSED, Fate.INCOMPLETE, Fate.FOREIGN);

    private final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    LogOption log = new LogOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DEAD_LETTER_TOPIC", description = "The dead-letter topic, such as orders-dead-letters.")
    String deadLetters = "";

    @Option(names = "--topic", paramLabel = "T", description = "Only records that come from this topic; repeatable.")
    List<String> topics = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only records whose reason contains this, in any case.")
    String reason = "";

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "Only records that have become dead letters at most that often.")
    int maxAttempts = Integer.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after that many records.")
    long limit = Long.MAX_VALUE;

    @Option(
            names = "--check",
            description = "Read each record first, with the registry's schemas, and leave what still cannot be read.")
    boolean check;

    @Option(names = "--dry-run", description = "Send nothing and remember nothing; say what would be sent.")
    boolean dryRun;

    @Option(
            names = "--group",
            paramLabel = "G",
            description = "Consumer group that remembers what was sent (default: ${DEFAULT-VALUE}).")
    String group = "signet-replay";

    @ArgGroup
    From from = new From();

    /** Where to begin without the group. */
    static final class From {
        @Option(
                names = "--from-beginning",
                description = "Begin with the oldest dead letter, whatever was sent before; remember nothing.")
        boolean beginning;

        @Option(
                names = "--offset",
                paramLabel = "PARTITION=OFFSET",
                description = "Begin there, in this partition only; repeatable; remember nothing.")
        Map<Integer, Long> offsets = Map.of();

        Replay.Start start() {
            if (beginning) {
                return new Replay.Beginning();
            }
            return offsets.isEmpty() ? new Replay.OfGroup() : new Replay.Offsets(offsets);
        }
    }

    ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SchemaRegistry asked = session.registries().apply(registry.address);
                AvroDeserializer keys = AvroSerdes.keyDeserializer(asked);
                AvroDeserializer values = AvroSerdes.deserializer(asked);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(writing(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Replay.Result result =
                    log.asking(() -> Replay.run(consumer, producer, deadLetters, from.start(), request(keys, values)));
            return ended(result).code();
        }
    }

    private ExitCode ended(Replay.Result result) {
        if (result instanceof Replay.WorkedOff done) {
            report(done.counts());
            return done.counts().keySet().stream().anyMatch(FAILED::contains) ? ExitCode.REFUSED : ExitCode.OK;
        } else if (result instanceof Replay.NoPartitions none) {
            String missing = none.missing().stream().map(String::valueOf).collect(Collectors.joining(", "));
            session.console()
                    .say("signet: " + deadLetters + " has no partition " + missing + "; its partitions are 0 to "
                            + (none.count() - 1) + ".");
        } else {
            session.console().say("signet: there is no topic " + deadLetters + " at " + log.servers + ".");
        }
        return ExitCode.REFUSED;
    }

    private Map<String, Object> reading() {
        Map<String, Object> settings = new HashMap<>(log.settings());
        settings.put("group.id", group);
        settings.put("allow.auto.create.topics", false);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        return settings;
    }

    private Map<String, Object> writing() {
        Map<String, Object> settings = new HashMap<>(log.settings());
        settings.remove("default.api.timeout.ms");
        settings.put("max.block.ms", 10_000);
        settings.put("linger.ms", 0);
        settings.put("acks", "all");
        settings.put("max.request.size", 32 * 1024 * 1024);
        return settings;
    }

    private Replay.Request request(AvroDeserializer keys, AvroDeserializer values) {
        return new Replay.Request(
                this::selects,
                (record, letter) -> check ? unreadable(record, letter, keys, values) : Optional.empty(),
                dryRun,
                limit,
                this::told);
    }

    private boolean selects(DeadLetter letter) {
        return (topics.isEmpty() || topics.contains(letter.origin().topic()))
                && letter.reason().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT))
                && letter.attempts() <= maxAttempts;
    }

    /** Reads the part that could not be read; where nobody knows which one that was, the value. */
    private static Optional<String> unreadable(
            ConsumerRecord<byte[], byte[]> record, DeadLetter letter, AvroDeserializer keys, AvroDeserializer values) {
        boolean key = letter.part().equals(Optional.of(Side.KEY));
        String topic = letter.origin().topic();
        try {
            AvroSerdes.asking(() -> key
                    ? keys.deserialize(topic, record.headers(), record.key())
                    : values.deserialize(topic, record.headers(), record.value()));
            return Optional.empty();
        } catch (SerializationException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private void told(Replay.Event event) {
        if (event instanceof Replay.Notice notice) {
            session.console().say("signet: " + notice.sentence());
        } else if (event instanceof Outcome outcome) {
            settled(outcome);
        }
    }

    private void settled(Outcome outcome) {
        if (FAILED.contains(outcome.fate()) || (dryRun && outcome.fate() != Fate.NOT_SELECTED)) {
            tell(outcome);
        }
    }

    private void tell(Outcome outcome) {
        ConsumerRecord<byte[], byte[]> record = outcome.record();
        if (json.wanted) {
            session.console().json(asJson(outcome));
            return;
        }
        String place = deadLetters + " partition " + record.partition() + " offset " + record.offset();
        String origin = outcome.letter()
                .map(DeadLetter::origin)
                .map(was -> " (was " + was.topic() + " partition " + was.partition() + " offset " + was.offset() + ")")
                .orElse("");
        session.console().say(place + origin + ": " + outcome.fate().words() + ": " + outcome.reason());
    }

    private static ObjectNode asJson(Outcome outcome) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("partition", outcome.record().partition())
                .put("offset", outcome.record().offset())
                .put("fate", outcome.fate().name())
                .put("reason", outcome.reason());
        outcome.letter().ifPresent(letter -> {
            data.putObject("origin")
                    .put("topic", letter.origin().topic())
                    .put("partition", letter.origin().partition())
                    .put("offset", letter.origin().offset());
            letter.schema().ifPresent(schema -> data.put("schema", schema));
            data.put("attempts", letter.attempts());
        });
        return data;
    }

    private void report(Map<Fate, Long> counts) {
        if (json.wanted) {
            ObjectNode data = JsonNodeFactory.instance.objectNode().put("topic", deadLetters);
            for (Fate fate : Fate.values()) {
                data.put(fate.name(), counts.getOrDefault(fate, 0L));
            }
            session.console().json(data);
            return;
        }
        String summary = counts.entrySet().stream()
                .map(count -> String.format(
                        Locale.ROOT, "%,d %s", count.getValue(), count.getKey().words()))
                .collect(Collectors.joining(", "));
        session.console().line(deadLetters + ": " + (summary.isEmpty() ? "nothing to replay" : summary));
    }
}

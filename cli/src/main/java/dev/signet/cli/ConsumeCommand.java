package dev.signet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.records.Consumption;
import dev.signet.cli.records.Consumption.From;
import dev.signet.cli.records.Consumption.Until;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.wire.Framing;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "consume",
        description = "Print the records of a topic. One that cannot be decoded is named on standard error with the"
                + " reason, and the next one follows.")
final class ConsumeCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    LogOption log = new LogOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic.")
    String topic = "";

    @Option(names = "--from-beginning", description = "Begin with the oldest record, not with what comes from now on.")
    boolean fromBeginning;

    @Option(names = "--until-end", description = "Stop after the last record that is there now.")
    boolean untilEnd;

    @Option(names = "--max", paramLabel = "N", description = "Stop after that many records.")
    long max = Long.MAX_VALUE;

    ConsumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SchemaRegistry asked = session.registries().apply(registry.address);
                AvroDeserializer deserializer = AvroSerdes.deserializer(asked);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            From from = fromBeginning ? From.BEGINNING : From.NOW;
            Until until = untilEnd ? Until.END : Until.STOPPED;
            Optional<Consumption> records = log.asking(() -> Consumption.of(consumer, topic, from, until));
            if (records.isEmpty()) {
                session.console().say("signet: there is no topic " + topic + " at " + log.servers + ".");
                return ExitCode.REFUSED.code();
            }
            return print(records.get(), deserializer).code();
        }
    }

    private ExitCode print(Consumption records, AvroDeserializer deserializer) {
        ExitCode code = ExitCode.OK;
        for (long read = 0; read < max; read++) {
            Optional<ConsumerRecord<byte[], byte[]>> record = records.next();
            if (record.isEmpty()) {
                break;
            }
            if (!printed(record.get(), deserializer)) {
                code = ExitCode.REFUSED;
            }
        }
        return code;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(log.settings());
        settings.put("allow.auto.create.topics", false);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        // What an open transaction holds is not in the log yet.
        settings.put("isolation.level", "read_committed");
        return settings;
    }

    private boolean printed(ConsumerRecord<byte[], byte[]> record, AvroDeserializer deserializer) {
        String value;
        try {
            value = GenericData.get()
                    .toString(
                            AvroSerdes.asking(() -> deserializer.deserialize(topic, record.headers(), record.value())));
        } catch (SerializationException e) {
            undecoded(record, e);
            return false;
        }
        if (json.wanted) {
            session.console().json(withValue(asJson(record), value));
        } else {
            session.console().line(record.partition() + "@" + record.offset() + key(record) + " " + value);
        }
        return true;
    }

    private void undecoded(ConsumerRecord<byte[], byte[]> record, SerializationException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (json.wanted) {
            session.console().json(asJson(record).put("error", reason));
        }
        session.console()
                .say(topic + " partition " + record.partition() + " offset " + record.offset() + ", schema id "
                        + schemaId(record) + ": cannot be decoded: " + reason);
    }

    private static String schemaId(ConsumerRecord<byte[], byte[]> record) {
        Framing framing = WireFormat.read(record.value());
        if (framing instanceof Framing.ById byId) {
            return byId.id().toString();
        }
        return framing instanceof Framing.ByGuid byGuid ? byGuid.guid().toString() : "none";
    }

    private ObjectNode asJson(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", record.timestamp());
        if (record.key() != null) {
            data.put("key", new String(record.key(), StandardCharsets.UTF_8));
        }
        if (record.value() != null && WireFormat.read(record.value()) instanceof Framing.ById byId) {
            data.put("schemaId", byId.id().value());
        }
        return data;
    }

    private static ObjectNode withValue(ObjectNode data, String value) {
        try {
            return data.set("value", JSON.readTree(value));
        } catch (JsonProcessingException e) {
            // Avro's text of a datum is meant to be JSON; where it is not, it is still worth printing.
            return data.put("value", value);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : " " + new String(record.key(), StandardCharsets.UTF_8);
    }
}

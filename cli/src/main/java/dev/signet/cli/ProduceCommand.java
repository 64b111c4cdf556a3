package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.records.AvroFile;
import dev.signet.cli.records.Damage;
import dev.signet.cli.records.Production;
import dev.signet.cli.records.Production.Account;
import dev.signet.cli.records.Production.Rejection;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.AvroSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "produce",
        description = "Register the schema of an Avro object container file as TOPIC-value and send every datum in it.")
final class ProduceCommand implements Callable<Integer> {
    private static final int REASONS_SHOWN = 20;

    private final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    LogOption log = new LogOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic.")
    String topic = "";

    @Option(names = "--avro-file", required = true, paramLabel = "F", description = "The file.")
    Path file = Path.of("");

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Send that many records a second (default: as many as possible).")
    double rate;

    @Option(
            names = "--schema-dir",
            paramLabel = "DIR",
            description = "Folder of .avsc files, one a type. The schema is then registered as it stands there, with"
                    + " references, and the types that it names as subjects under their full names.")
    @Nullable
    Path folder;

    @Option(
            names = "--damage",
            paramLabel = "HOW",
            description =
                    "Harm each payload before it is sent, to see the log refuse it: cut (the last byte is missing)"
                            + " or flip (one byte is changed, which may still be valid).")
    Damage damage = Damage.NONE;

    @Option(names = "--seed", paramLabel = "N", description = "Which bytes flip changes (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    ProduceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AvroFile opened = AvroFile.open(file);
                SchemaRegistry asked = session.registries().apply(registry.address)) {
            SchemaFolder types = folder == null ? SchemaFolder.EMPTY : SchemaFolder.read(folder);
            String text = types.text(opened.schema().getFullName())
                    .orElseGet(() -> opened.schema().toString());
            Schema schema = types.resolved(text);
            opened.readAs(schema);
            Answer<RegisteredSchema> registered = types.registerReferences(SchemaText.avro(text), asked, Normalize.NO)
                    .then(complete -> asked.register(Subject.of(topic + "-value"), complete, Normalize.NO));
            if (registered instanceof Answer.Refused<RegisteredSchema> refused) {
                session.console().refused(refused.refusal());
                return ExitCode.REFUSED.code();
            }
            RegisteredSchema known = ((Answer.Done<RegisteredSchema>) registered).value();
            try (AvroSerializer serializer = AvroSerdes.serializer(asked, schema, known.id())) {
                return produce(opened, known, serializer);
            }
        }
    }

    private int produce(AvroFile opened, RegisteredSchema schema, AvroSerializer serializer) {
        long begun = System.nanoTime();
        ProgressBar progress = new ProgressBar(session.console());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // A log that is not there is better noticed before the first record than at the last.
            log.asking(() -> producer.partitionsFor(topic));
            Production production = new Production(producer, topic);
            send(opened, serializer, production, progress);
            Account account = production.finish();
            progress.clear();
            report(schema, account, Duration.ofNanos(System.nanoTime() - begun));
            return (account.rejected().isEmpty() ? ExitCode.OK : ExitCode.REFUSED).code();
        }
    }

    private void send(AvroFile opened, AvroSerializer serializer, Production production, ProgressBar progress) {
        Pace pace = new Pace(rate);
        SplittableRandom random = new SplittableRandom(seed);
        while (opened.hasNext()) {
            pace.await();
            Object datum = opened.next();
            try {
                byte[] value = AvroSerdes.asking(() -> serializer.serialize(topic, datum));
                production.send(value == null ? null : damage.done(value, random));
            } catch (SerializationException e) {
                production.reject(e);
            }
            progress.show(opened.share(), production.sent());
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(log.settings());
        settings.put("max.block.ms", 10_000);
        settings.put("linger.ms", 5);
        settings.put("batch.size", 64 * 1024);
        settings.put("max.request.size", 16 * 1024 * 1024);
        return settings;
    }

    private void report(RegisteredSchema schema, Account account, Duration taken) {
        if (json.wanted) {
            session.console().json(asJson(schema, account));
            return;
        }
        session.console()
                .line(String.format(
                        Locale.ROOT,
                        "%s: %,d records, %,d bytes accepted with schema id %s (%s version %s), %,d rejected, %.1f s",
                        topic,
                        account.accepted(),
                        account.bytes(),
                        schema.id(),
                        schema.subject(),
                        schema.version(),
                        account.rejected().size(),
                        taken.toMillis() / 1000.0));
        for (Rejection rejection :
                account.rejected().stream().limit(REASONS_SHOWN).toList()) {
            session.console().say("  record " + rejection.number() + ": " + rejection.reason());
        }
        if (account.rejected().size() > REASONS_SHOWN) {
            session.console().say("  and " + (account.rejected().size() - REASONS_SHOWN) + " more (--json lists all)");
        }
    }

    private ObjectNode asJson(RegisteredSchema schema, Account account) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("subject", schema.subject().qualified())
                .put("version", schema.version().number())
                .put("id", schema.id().value())
                .put("accepted", account.accepted())
                .put("bytes", account.bytes());
        ArrayNode rejected = data.putArray("rejected");
        account.rejected()
                .forEach(rejection ->
                        rejected.addObject().put("record", rejection.number()).put("reason", rejection.reason()));
        return data;
    }
}

package dev.signet.bench.broker;

import com.sun.management.OperatingSystemMXBean;
import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.mock.InMemoryRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The embedded log with a topic for each variant, and producers in the same process. */
final class LogUnderLoad implements AutoCloseable {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final RegistryDirectory directory = new RegistryDirectory(registry);
    private final Map<String, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();
    private final EmbeddedLog log;
    private final List<byte[]> shipments;

    LogUnderLoad(Path folder, int port, List<Variant> variants) {
        Schema schema = Shipments.schema();
        int id = 0;
        for (Variant variant : variants) {
            id = registry.register(
                            Subject.of(variant.topic() + "-value"), SchemaText.avro(schema.toString()), Normalize.NO)
                    .asOptional()
                    .orElseThrow()
                    .id()
                    .value();
        }
        shipments = Shipments.framed(schema, id);
        log = EmbeddedLog.start(EmbeddedLogConfig.of(folder, "127.0.0.1", port)
                .guardedBy(new AppendGuard(directory))
                // what has been measured is not kept: the disk would be full in a minute
                .with("log.retention.check.interval.ms", "300")
                .with("log.segment.delete.delay.ms", "100"));
        topics(variants);
    }

    private void topics(List<Variant> variants) {
        Map<String, Object> address = Map.of("bootstrap.servers", log.bootstrapServers());
        try (Admin admin = Admin.create(address)) {
            admin.createTopics(variants.stream().map(LogUnderLoad::topic).toList())
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static NewTopic topic(Variant variant) {
        return new NewTopic(variant.topic(), Optional.of(1), Optional.empty())
                .configs(Map.of(
                        "signet.value.validation",
                        variant.validation(),
                        "segment.bytes",
                        Integer.toString(64 << 20),
                        "retention.bytes",
                        Integer.toString(64 << 20)));
    }

    /** The mean length of a record's value, in bytes. */
    double meanLength() {
        return shipments.stream().mapToInt(bytes -> bytes.length).average().orElseThrow();
    }

    /** Sends as much as goes for a while and waits until all of it is acknowledged. */
    Slice measure(Variant variant, long nanos) {
        KafkaProducer<byte[], byte[]> producer = producers.computeIfAbsent(variant.compression(), this::producer);
        AtomicReference<Exception> refused = new AtomicReference<>();
        long hookFrom = HookClock.nanos();
        long processFrom = PROCESS.getProcessCpuTime();
        long from = System.nanoTime();
        long records = 0;
        while (System.nanoTime() - from < nanos) {
            for (byte[] shipment : shipments) {
                producer.send(new ProducerRecord<>(variant.topic(), shipment), (metadata, failed) -> {
                    if (failed != null) {
                        refused.set(failed);
                    }
                });
            }
            records += shipments.size();
        }
        producer.flush();
        Slice slice = new Slice(
                records,
                System.nanoTime() - from,
                PROCESS.getProcessCpuTime() - processFrom,
                HookClock.nanos() - hookFrom);
        if (refused.get() != null) {
            throw new IllegalStateException(variant + ": a record was not acknowledged", refused.get());
        }
        return slice;
    }

    private KafkaProducer<byte[], byte[]> producer(String compression) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                log.bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                64 * 1024,
                "compression.type",
                compression);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        producers.values().forEach(KafkaProducer::close);
        log.close();
        directory.close();
    }
}

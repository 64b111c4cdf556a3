package dev.signet.serde;

import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.ScriptedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What serializers and deserializers count, and where it is seen. */
@Timeout(60)
class MetricsTest extends SerdeFixture {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @Test
    void recordsBytesAndSchemasAreCounted() throws JMException {
        try (AvroSerializer writing = serializer(Map.of("client.id", "counted"));
                AvroDeserializer reading = deserializer(Map.of("client.id", "counted"))) {
            long bytes = 0;
            for (int i = 0; i < 10; i++) {
                byte[] written = Objects.requireNonNull(writing.serialize("orders", order(i, "a")));
                reading.deserialize("orders", written);
                bytes += written.length;
            }
            writing.serialize("orders", null);

            ObjectName writer = bean("dev.signet:type=serializer,part=value,client-id=counted");
            assertThat(JMX.getAttribute(writer, "records-written-total")).isEqualTo(10L);
            assertThat(JMX.getAttribute(writer, "bytes-written-total")).isEqualTo(bytes);
            assertThat(JMX.getAttribute(writer, "write-schema-cache-hits-total"))
                    .isEqualTo(9L);
            assertThat(JMX.getAttribute(writer, "write-schema-cache-misses-total"))
                    .isEqualTo(1L);
            assertThat(JMX.getAttribute(writer, "write-schema-cache-size")).isEqualTo(1L);
            ObjectName reader = bean("dev.signet:type=deserializer,part=value,client-id=counted");
            assertThat(JMX.getAttribute(reader, "records-read-total")).isEqualTo(10L);
            assertThat(JMX.getAttribute(reader, "bytes-read-total")).isEqualTo(bytes);
            assertThat(JMX.getAttribute(reader, "read-schema-cache-hits-total")).isEqualTo(9L);
            assertThat(JMX.getAttribute(reader, "read-schema-cache-misses-total"))
                    .isEqualTo(1L);
            assertThat(JMX.getAttribute(reader, "read-schema-cache-size")).isEqualTo(1L);
        }
        assertThat(beans("dev.signet:client-id=counted,*")).isEmpty();
    }

    @Test
    void failuresAreCountedByTheirKind() throws JMException, IOException {
        try (ScriptedServer server = new ScriptedServer();
                AvroDeserializer reading = new AvroDeserializer()) {
            reading.configure(
                    Map.of("schema.registry.url", server.url().toString(), "max.retries", 0, "client.id", "failing"),
                    true);
            for (int status : List.of(503, 503, 401, 429, 404)) {
                server.then(status, "{\"error_code\":40403,\"message\":\"no\"}");
                assertThatThrownBy(() -> reading.deserialize("t", new byte[] {0, 0, 0, 0, 1}));
            }
            assertThatThrownBy(() -> reading.deserialize("t", new byte[] {7}))
                    .isInstanceOf(SerializationException.class);

            ObjectName bean = bean("dev.signet:type=deserializer,part=key,client-id=failing");
            assertThat(JMX.getAttribute(bean, "read-failures-total")).isEqualTo(6L);
            assertThat(JMX.getAttribute(bean, "read-failures-timeout-total")).isEqualTo(2L);
            assertThat(JMX.getAttribute(bean, "read-failures-authentication-total"))
                    .isEqualTo(1L);
            assertThat(JMX.getAttribute(bean, "read-failures-throttled-total")).isEqualTo(1L);
            assertThat(JMX.getAttribute(bean, "read-failures-record-total")).isEqualTo(2L);
            assertThat(JMX.getAttribute(bean, "records-read-total")).isEqualTo(0L);
            ObjectName registry = bean("dev.signet:type=registry,url="
                    + ObjectName.quote(server.url().toString()));
            assertThat(JMX.getAttribute(registry, "registry-requests-total")).isEqualTo(5L);
            assertThat(JMX.getAttribute(registry, "registry-errors-failed-total"))
                    .isEqualTo(2L);
        }
    }

    @Test
    void twoOfOneNameAreBothShown() throws JMException {
        try (AvroSerializer one = serializer(Map.of("client.id", "twin"));
                AvroSerializer other = serializer(Map.of("client.id", "twin"))) {
            one.serialize("t", "x");
            other.serialize("t", "x");
            other.serialize("t", "x");

            assertThat(JMX.getAttribute(
                            bean("dev.signet:type=serializer,part=value,client-id=twin,instance=2"),
                            "records-written-total"))
                    .isEqualTo(2L);
        }
    }

    @Test
    void everyFigureHasAMeaning() throws JMException {
        try (AvroSerializer writing = serializer(Map.of("client.id", "meanings"))) {
            writing.serialize("t", "x");
            ObjectName bean = bean("dev.signet:type=serializer,part=value,client-id=meanings");

            assertThat(JMX.getMBeanInfo(bean).getAttributes())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(attribute -> {
                        assertThat(attribute.getDescription()).isNotBlank();
                        assertThat(JMX.getAttribute(bean, attribute.getName())).isInstanceOf(Number.class);
                    });
        }
    }

    @Test
    void switchedOffNothingIsCountedOrShown() throws JMException {
        try (AvroSerializer writing = serializer(Map.of("client.id", "silent", "signet.metrics", false))) {
            writing.serialize("t", "x");

            assertThat(beans("dev.signet:client-id=silent,*")).isEmpty();
            assertThat(writing.metrics().figures())
                    .filteredOn(figure -> figure.name().equals("records-written-total"))
                    .singleElement()
                    .satisfies(figure -> assertThat(figure.value().get()).isEqualTo(0L));
        }
        assertThatThrownBy(() -> serializer(Map.of("signet.metrics", "maybe")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("signet.metrics is 'maybe', expected true or false");
        assertThatThrownBy(() -> serializer(Map.of("signet.stale.limit.sec", -1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("signet.stale.limit.sec is -1, expected 0 or more");
    }

    @Test
    void aMonitoredSerializerIsAmongTheMetricsOfItsProducer() {
        MonitoredAvroSerializer writing = new MonitoredAvroSerializer(registry);
        writing.configure(Map.of(), false);
        Map<String, Object> nowhere = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1", ProducerConfig.CLIENT_ID_CONFIG, "monitored");
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(nowhere, new StringSerializer(), writing)) {
            writing.serialize("orders", order(1));

            MetricName name = producer.metrics().keySet().stream()
                    .filter(each -> each.name().equals("records-written-total"))
                    .findFirst()
                    .orElseThrow();
            assertThat(name.group()).isEqualTo("plugins");
            assertThat(name.tags())
                    .containsEntry("client-id", "monitored")
                    .containsEntry("config", "value.serializer")
                    .containsEntry("class", "MonitoredAvroSerializer");
            assertThat(Objects.requireNonNull(producer.metrics().get(name)).metricValue())
                    .isEqualTo(1L);
        }
    }

    @Test
    void switchedOffAMonitoredOneAddsNothingToTheMetricsOfItsClient() {
        MonitoredAvroSerializer writing = new MonitoredAvroSerializer(registry);
        writing.configure(Map.of("signet.metrics", false), false);
        Map<String, Object> nowhere = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(nowhere, new StringSerializer(), writing);
                MonitoredAvroConverter converting = new MonitoredAvroConverter(registry)) {
            converting.configure(Map.of("signet.metrics", false), false);

            assertThat(producer.metrics().keySet())
                    .isNotEmpty()
                    .noneMatch(name -> name.group().equals("plugins"));
            assertThat(converting.figures()).isEmpty();
        }
    }

    @Test
    void monitoredOnesDoTheSameWork() {
        try (MonitoredAvroDeserializer reading = new MonitoredAvroDeserializer(registry);
                MonitoredAvroConverter converting = new MonitoredAvroConverter(registry)) {
            reading.configure(Map.of(), false);
            converting.configure(Map.of(), false);
            byte[] bytes = written(Map.of(), "orders", order(7));

            assertThat((GenericRecord) reading.deserialize("orders", bytes)).isEqualTo(order(7));
            assertThat(converting.toConnectData("orders", bytes).value()).isNotNull();
            assertThat(converting.figures())
                    .extracting(figure -> figure.name())
                    .contains("records-written-total", "records-read-total");
        }
    }

    private static ObjectName bean(String name) throws JMException {
        ObjectName bean = new ObjectName(name);
        assertThat(JMX.isRegistered(bean)).as(name).isTrue();
        return bean;
    }

    private static Set<ObjectName> beans(String pattern) throws JMException {
        return JMX.queryNames(new ObjectName(pattern), null);
    }
}

package dev.signet.serde;

import static dev.signet.serde.samples.Orders.ORDER;
import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.client.ScriptedServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kafka's clients are told when a registry is not what it should be, and that work goes on once it is. */
@Timeout(60)
class RegistryFailuresTest {
    private static final byte[] FRAMED = {0, 0, 0, 0, 7, 2, 'x'};
    private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String WHY = "{\"error_code\":50001,\"message\":\"not now\"}";

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, org.apache.kafka.common.errors.AuthenticationException",
        "403, org.apache.kafka.common.errors.AuthorizationException",
        "408, org.apache.kafka.common.errors.TimeoutException",
        "429, org.apache.kafka.common.errors.ThrottlingQuotaExceededException",
        "500, org.apache.kafka.common.errors.TimeoutException",
        "502, org.apache.kafka.common.errors.DisconnectException",
        "503, org.apache.kafka.common.errors.TimeoutException",
        "504, org.apache.kafka.common.errors.TimeoutException",
        "404, org.apache.kafka.common.errors.SerializationException",
        "422, org.apache.kafka.common.errors.SerializationException"
    })
    void aStatusIsTheExceptionThatKafkaExpects(int status, Class<? extends Exception> expected) {
        server.then(status, WHY).then(status, WHY);
        try (AvroDeserializer reading = deserializer();
                AvroSerializer writing = serializer()) {
            assertThatThrownBy(() -> reading.deserialize("orders", FRAMED))
                    .isExactlyInstanceOf(expected)
                    .hasMessageStartingWith("cannot read the value of a record of topic 'orders': ")
                    .hasMessageContaining("not now");
            assertThatThrownBy(() -> writing.serialize("orders", order(1)))
                    .isExactlyInstanceOf(expected)
                    .hasMessageStartingWith("cannot write the value of a record of topic 'orders': ")
                    .hasMessageContaining("not now");
        }
    }

    @Test
    void onlyWhatMayPassIsRetriable() {
        assertThat(RetriableException.class)
                .isAssignableFrom(TimeoutException.class)
                .isAssignableFrom(DisconnectException.class)
                .isAssignableFrom(ThrottlingQuotaExceededException.class);
        for (Class<?> lasting : new Class<?>[] {
            AuthenticationException.class, AuthorizationException.class, InvalidConfigurationException.class
        }) {
            assertThat(RetriableException.class.isAssignableFrom(lasting)).isFalse();
            assertThat(SerializationException.class.isAssignableFrom(lasting)).isFalse();
        }
    }

    @Test
    void aRegistryThatAsksToWaitSaysHowLong() {
        server.then(429, "Retry-After", "17", WHY);
        try (AvroDeserializer reading = deserializer()) {
            ThrottlingQuotaExceededException throttled = catchThrowableOfType(
                    ThrottlingQuotaExceededException.class, () -> reading.deserialize("orders", FRAMED));

            assertThat(throttled.throttleTimeMs()).isEqualTo(17_000);
            assertThat(throttled).hasMessageEndingWith("(it asks to wait 17 s); try again later");
        }
    }

    @Test
    void aPageOfAProxyIsAWrongSettingAndNoBadRecord() {
        server.then(200, "<html>log in</html>").then(302, "Location", "https://login/", "");
        try (AvroDeserializer reading = deserializer()) {
            assertThatThrownBy(() -> reading.deserialize("orders", FRAMED))
                    .isExactlyInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("<html>log in</html>");
            assertThatThrownBy(() -> reading.deserialize("orders", FRAMED))
                    .isExactlyInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("it sends to https://login/");
        }
    }

    @Test
    void aConnectionThatBreaksIsADisconnect() {
        server.thenBreakInTheMiddleOfTheBody();
        try (AvroDeserializer reading = deserializer()) {
            assertThatThrownBy(() -> reading.deserialize("orders", FRAMED))
                    .isExactlyInstanceOf(DisconnectException.class)
                    .hasMessageEndingWith("; try again later");
        }
    }

    @Test
    void aServerThatHangsIsATimeout() {
        server.thenHang().thenHangBeforeTheBody().thenHangInTheMiddleOfTheBody();
        try (AvroDeserializer reading = new AvroDeserializer()) {
            Map<String, Object> hasty = new HashMap<>(config());
            hasty.put("http.connect.timeout.ms", 200);
            hasty.put("http.read.timeout.ms", 200);
            reading.configure(hasty, false);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> reading.deserialize("orders", FRAMED))
                        .isExactlyInstanceOf(TimeoutException.class)
                        .hasMessageContaining("no complete answer within 200 ms");
            }
        }
    }

    @Test
    void aMissingRegistryIsNoticedWithTheFirstRecordAndUsedWhenItComes() throws IOException {
        Map<String, Object> config = config();
        int port = server.url().getPort();
        server.close();
        try (AvroSerializer writing = serializer(config);
                AvroDeserializer reading = deserializer(config)) {
            assertThatThrownBy(() -> writing.serialize("orders", order(1)))
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("the connection was refused; try again later");
            assertThatThrownBy(() -> reading.deserialize("orders", FRAMED)).isExactlyInstanceOf(TimeoutException.class);

            server = new ScriptedServer(port);
            server.then(200, registered()).then(200, STRING);

            assertThat(writing.serialize("orders", order(1))).startsWith(0, 0, 0, 0, 5);
            assertThat(reading.deserialize("orders", FRAMED)).isEqualTo("x");
        }
    }

    @Test
    void aRegistryThatIsGoneStopsNoRecordWhoseSchemaIsKnown() throws IOException {
        server.then(200, registered()).then(200, STRING);
        try (AvroSerializer writing = serializer();
                AvroDeserializer reading = deserializer()) {
            writing.serialize("orders", order(1));
            reading.deserialize("orders", FRAMED);
            server.close();

            for (int i = 0; i < 100; i++) {
                assertThat(writing.serialize("orders", order(i))).startsWith(0, 0, 0, 0, 5);
                assertThat(reading.deserialize("orders", FRAMED)).isEqualTo("x");
            }
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anInterruptIsKafkasOwnExceptionAndTheFlagStays() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        server.then(exchange -> {
            asked.countDown();
            server.waitForEnd();
        });
        Throwable[] thrown = new Throwable[1];
        boolean[] flag = new boolean[1];
        Thread thread = new Thread(() -> {
            try (AvroDeserializer reading = deserializer()) {
                thrown[0] = catchThrowable(() -> reading.deserialize("orders", FRAMED));
                flag[0] = Thread.interrupted();
            }
        });
        thread.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(20_000);

        assertThat(thrown[0])
                .isExactlyInstanceOf(InterruptException.class)
                .hasMessageStartingWith("cannot read the value of a record of topic 'orders': interrupted");
        assertThat(flag[0]).isTrue();
    }

    @Test
    void connectRepeatsWhatMayPassAndStopsForTheRest() {
        server.then(503, WHY).then(429, WHY).then(401, WHY).then(404, "{\"error_code\":40403,\"message\":\"no\"}");
        try (AvroConverter converter = new AvroConverter()) {
            converter.configure(config(), false);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> converter.toConnectData("orders", FRAMED))
                        .isExactlyInstanceOf(org.apache.kafka.connect.errors.RetriableException.class)
                        .hasMessageContaining("not now");
            }
            assertThatThrownBy(() -> converter.toConnectData("orders", FRAMED))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("not now");
            assertThatThrownBy(() -> converter.toConnectData("orders", FRAMED))
                    .isExactlyInstanceOf(DataException.class);
            server.then(503, WHY);
            assertThatThrownBy(() -> converter.fromConnectData("orders", Schema.STRING_SCHEMA, "x"))
                    .isExactlyInstanceOf(org.apache.kafka.connect.errors.RetriableException.class);
        }
    }

    @Test
    void serializersOfOneProcessShareTheirRegistry() {
        server.then(200, STRING);
        try (AvroDeserializer one = deserializer();
                AvroDeserializer other = deserializer()) {
            assertThat(one.deserialize("orders", FRAMED)).isEqualTo("x");
            assertThat(other.deserialize("payments", FRAMED)).isEqualTo("x");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void serializersWithOtherCredentialsShareNothing() {
        server.then(200, STRING).then(200, STRING);
        Map<String, Object> somebody = new HashMap<>(config());
        somebody.put("basic.auth.credentials.source", "USER_INFO");
        somebody.put("basic.auth.user.info", "me:secret");
        try (AvroDeserializer one = deserializer();
                AvroDeserializer other = deserializer(somebody)) {
            one.deserialize("orders", FRAMED);
            other.deserialize("orders", FRAMED);
        }
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::authorization)
                .containsExactly("", "Basic bWU6c2VjcmV0");
    }

    private Map<String, Object> config() {
        return Map.of(
                "schema.registry.url",
                server.url().toString(),
                "max.retries",
                0,
                "value.subject.name.strategy",
                "TopicNameStrategy");
    }

    private AvroSerializer serializer() {
        return serializer(config());
    }

    private static AvroSerializer serializer(Map<String, ?> config) {
        AvroSerializer serializer = new AvroSerializer();
        serializer.configure(config, false);
        return serializer;
    }

    private AvroDeserializer deserializer() {
        return deserializer(config());
    }

    private static AvroDeserializer deserializer(Map<String, ?> config) {
        AvroDeserializer deserializer = new AvroDeserializer();
        deserializer.configure(config, false);
        return deserializer;
    }

    private static String registered() {
        return new ObjectMapper()
                .createObjectNode()
                .put("id", 5)
                .put("version", 1)
                .put("schema", ORDER.toString())
                .toString();
    }
}

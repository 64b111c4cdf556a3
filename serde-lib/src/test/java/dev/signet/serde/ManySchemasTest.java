package dev.signet.serde;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.client.ScriptedServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic in which more schemas meet than a consumer remembers. */
@Timeout(60)
class ManySchemasTest {
    private static final int REMEMBERED = 100;
    private static final int STRANGERS = 1_000;

    @Test
    void theSchemasInUseStayWhileOthersPassBy() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                AvroDeserializer reading = new AvroDeserializer()) {
            for (int i = 0; i < 2 * STRANGERS; i++) {
                server.then(exchange -> ScriptedServer.reply(
                        exchange, 200, schema(exchange.getRequestURI().getPath())));
            }
            reading.configure(
                    Map.of("schema.registry.url", server.url().toString(), "max.schemas.per.subject", REMEMBERED),
                    false);

            for (int stranger = 0; stranger < STRANGERS; stranger++) {
                assertThat(read(reading, stranger % 50)).isEqualTo("R" + stranger % 50);
                assertThat(read(reading, 1_000 + stranger)).isEqualTo("R" + (1_000 + stranger));
            }

            assertThat(server.requests()).hasSize(STRANGERS + 50);
        }
    }

    private static String read(AvroDeserializer reading, int id) {
        byte[] framed = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        return requireNonNull((GenericRecord) reading.deserialize("t", framed))
                .getSchema()
                .getName();
    }

    private static String schema(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return new ObjectMapper()
                .createObjectNode()
                .put("schema", "{\"type\":\"record\",\"name\":\"R" + id + "\",\"fields\":[]}")
                .toString();
    }
}

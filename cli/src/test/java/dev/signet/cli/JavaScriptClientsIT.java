package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.moving.RegistryHouse;
import dev.signet.schema.clients.NpmClients;
import dev.signet.schema.clients.NpmClients.Outcome;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the serde in the hands of the clients that JavaScript programs use, and theirs in its hands. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class JavaScriptClientsIT {
    private static final int RECORDS = 200;
    private static final String TOPIC = "parcels";
    private static final Schema PARCEL = new Schema.Parser().parse("""
            {"type": "record", "name": "Parcel", "namespace": "shop", "fields": [
              {"name": "id", "type": "long"},
              {"name": "pieces", "type": "int"},
              {"name": "to", "type": "string"},
              {"name": "fragile", "type": "boolean"},
              {"name": "weight", "type": "double"},
              {"name": "height", "type": "float"},
              {"name": "label", "type": "bytes"},
              {"name": "seal", "type": {"type": "fixed", "name": "Seal", "size": 4}},
              {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["PACKED", "SENT", "LOST"]}},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "stops", "type": {"type": "array", "items":
                {"type": "record", "name": "Stop", "fields": [
                  {"name": "at", "type": "string"}, {"name": "hours", "type": ["null", "long"]}]}}},
              {"name": "tariffs", "type": {"type": "map", "values": "int"}}]}
            """);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    @BeforeAll
    static void start() {
        Optional<String> obstacle = NpmClients.obstacle();
        obstacle.ifPresent(System.out::println);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        NpmClients.install();
        house = new RegistryHouse(folder.resolve("house"));
    }

    @AfterAll
    static void stop() {
        if (house != null) {
            house.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafkajs", "confluentinc"})
    void each_reads_what_the_other_writes_byte_for_byte(String client) throws IOException {
        URI registry = house.empty();
        List<String> lines = new ArrayList<>();
        Map<String, Object> config = Map.of("schema.registry.url", registry.toString());
        try (AvroSerializer serializer = new AvroSerializer();
                AvroDeserializer deserializer = new AvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config, false);
            SplittableRandom random = new SplittableRandom(20261121);
            for (int n = 0; n < RECORDS; n++) {
                GenericRecord parcel = parcel(random);
                byte[] bytes = Objects.requireNonNull(serializer.serialize(TOPIC, parcel));
                assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(parcel);
                lines.add(line(bytes, parcel));
            }
        }
        Path file = Files.write(folder.resolve(client + ".jsonl"), lines);

        Outcome outcome = NpmClients.run("records.js", client, registry.toString(), TOPIC, file.toString());

        // the script compares both ways, so what it writes is what was read above
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output().strip()).endsWith(Integer.toString(RECORDS));
    }

    private static GenericRecord parcel(SplittableRandom random) {
        Schema stop = PARCEL.getField("stops").schema().getElementType();
        List<GenericRecord> stops = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            stops.add(new GenericRecordBuilder(stop)
                    .set("at", text(random))
                    .set("hours", random.nextBoolean() ? random.nextLong(1L << 40) : null)
                    .build());
        }
        Map<String, Integer> tariffs = new TreeMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            tariffs.put(text(random), random.nextInt());
        }
        Schema state = PARCEL.getField("state").schema();
        return new GenericRecordBuilder(PARCEL)
                // twice as much has to fit into a number of JavaScript, where zigzag codes are computed
                .set("id", random.nextLong(-(1L << 52) + 1, 1L << 52))
                .set("pieces", random.nextInt())
                .set("to", text(random))
                .set("fragile", random.nextBoolean())
                .set("weight", random.nextDouble(-1e9, 1e9))
                .set("height", (float) random.nextInt(1_000) / 8)
                .set("label", ByteBuffer.wrap(bytes(random, random.nextInt(40))))
                .set("seal", new GenericData.Fixed(PARCEL.getField("seal").schema(), bytes(random, 4)))
                .set(
                        "state",
                        new GenericData.EnumSymbol(state, state.getEnumSymbols().get(random.nextInt(3))))
                .set("note", random.nextBoolean() ? text(random) : null)
                .set("stops", stops)
                .set("tariffs", tariffs)
                .build();
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Letters of one to four bytes in UTF-8, in lengths on both sides of what is written without the JDK's help. */
    private static String text(SplittableRandom random) {
        List<String> letters = List.of("a", "b", "7", " ", "é", "中", "😀");
        StringBuilder text = new StringBuilder("t");
        for (int n = random.nextInt(40); n > 0; n--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }

    private static String line(byte[] bytes, GenericRecord parcel) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("hex", HexFormat.of().formatHex(bytes));
        line.set("data", json(parcel));
        return line.toString();
    }

    private static JsonNode json(Object datum) {
        if (datum instanceof GenericRecord record) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            record.getSchema().getFields().forEach(field -> object.set(field.name(), json(record.get(field.pos()))));
            return object;
        }
        if (datum instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, value) -> object.set(key.toString(), json(value)));
            return object;
        }
        if (datum instanceof List<?> list) {
            return list.stream()
                    .map(JavaScriptClientsIT::json)
                    .collect(
                            JsonNodeFactory.instance::arrayNode,
                            (array, item) -> array.add(item),
                            (left, right) -> left.addAll(right));
        }
        if (datum instanceof ByteBuffer buffer) {
            return hex(buffer.array());
        }
        if (datum instanceof GenericData.Fixed fixed) {
            return hex(fixed.bytes());
        }
        return new ObjectMapper().valueToTree(datum instanceof GenericData.EnumSymbol ? datum.toString() : datum);
    }

    private static JsonNode hex(byte[] bytes) {
        return JsonNodeFactory.instance.objectNode().put("$hex", HexFormat.of().formatHex(bytes));
    }
}

package dev.signet.broker.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A line of Apache Kafka's releases, such as 3.9.
 *
 * @param name the line
 */
record KafkaLine(String name) {

    static final KafkaLine OLDEST = new KafkaLine("3.9");
    static final KafkaLine NEWEST = new KafkaLine("4.4");

    /** The lines to be tried: the oldest and the newest, or those that {@code signet.test.kafka-lines} names. */
    static List<KafkaLine> tried() {
        String names = System.getProperty("signet.test.kafka-lines", OLDEST + "," + NEWEST);
        return Arrays.stream(names.split(",", -1)).map(KafkaLine::new).toList();
    }

    /** What a stock broker of the line has on its class path, as Maven has found it. */
    String classPath() throws IOException {
        return Files.readString(Path.of("kafka", name, "target", "classpath")).strip();
    }

    @Override
    public String toString() {
        return name;
    }
}

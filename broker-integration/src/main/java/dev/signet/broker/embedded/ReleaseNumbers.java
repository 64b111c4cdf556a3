package dev.signet.broker.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;

/** Versions of Apache Kafka, such as 4.3.1. */
final class ReleaseNumbers {

    private ReleaseNumbers() {}

    /** The version on the class path. */
    static String ofKafka() {
        Properties properties = new Properties();
        try (InputStream in = ReleaseNumbers.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            throw new LogStartException("The version of Apache Kafka cannot be read.", unreadable);
        }
        return properties.getProperty("version", "0");
    }

    /** Negative, zero or positive, as numbers and not as text; what is no number counts as 0. */
    static int compare(String left, String right) {
        return Arrays.compare(numbers(left), numbers(right));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]", -1))
                .mapToInt(part -> part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}

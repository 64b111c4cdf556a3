package dev.signet.cli.input;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Keys and values from a file, as Java's programs write them. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * Reads all of them.
     *
     * @throws UnreadableInput when there are none to be read
     */
    public static Map<String, String> read(Path path) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(TextFile.read(path.toString())));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new UnreadableInput(path + " is no properties file: " + malformed.getMessage() + ".", malformed);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}

package dev.signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this build is made of. */
final class Build implements IVersionProvider {
    private final Properties properties = new Properties();

    Build() {
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("build.properties cannot be read", e);
        }
    }

    String kafka() {
        return properties.getProperty("kafka");
    }

    String postgresql() {
        return properties.getProperty("postgresql");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "signet " + properties.getProperty("version"),
            "Apache Kafka " + kafka() + ", PostgreSQL " + postgresql() + ", Java " + System.getProperty("java.version")
        };
    }
}

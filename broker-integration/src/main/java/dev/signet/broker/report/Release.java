package dev.signet.broker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which release of Signet this is. */
final class Release {

    private Release() {}

    /** As the build wrote it down. */
    static String ofThisBuild() {
        Properties build = new Properties();
        try (InputStream file = Release.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("build.properties cannot be read", unreadable);
        }
        return build.getProperty("version", "unknown");
    }
}

package dev.signet.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param version the release
 * @param commitId the commit it was built from, or "unknown"
 */
record BuildVersion(String version, String commitId) {
    /** As the build wrote it down. */
    static BuildVersion ofThisBuild() {
        Properties build = new Properties();
        try (InputStream file = BuildVersion.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("build.properties cannot be read", unreadable);
        }
        return new BuildVersion(build.getProperty("version", "unknown"), build.getProperty("commit", "unknown"));
    }
}

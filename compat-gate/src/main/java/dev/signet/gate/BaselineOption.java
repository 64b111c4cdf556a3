package dev.signet.gate;

import dev.signet.client.ClientSettings;
import dev.signet.gate.baseline.Baseline;
import dev.signet.gate.baseline.FolderBaseline;
import dev.signet.gate.baseline.GitBaseline;
import dev.signet.gate.baseline.GitBaseline.Committed;
import dev.signet.gate.baseline.LockBaseline;
import dev.signet.gate.baseline.RegistryBaseline;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Reads what stands behind {@code --against}. */
final class BaselineOption {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A registry may hold much, and judges all files in one request. */
    private static final Duration READ = Duration.ofSeconds(90);

    private final Path folder;
    private final Committed committed;

    /**
     * For one run.
     *
     * @param folder the folder that is checked
     * @param committed what git and folders do not know
     */
    BaselineOption(Path folder, Committed committed) {
        this.folder = folder;
        this.committed = committed;
    }

    /**
     * The baseline.
     *
     * @throws IllegalArgumentException if it is none, saying what one looks like
     */
    Baseline of(String written) {
        int colon = written.indexOf(':');
        String kind = colon < 0 ? "" : written.substring(0, colon);
        String rest = written.substring(colon + 1);
        if (rest.isBlank()) {
            throw wrong(written);
        }
        return switch (kind) {
            case "registry" -> registry(rest);
            case "lock" -> new LockBaseline(Path.of(rest), committed.wishes());
            case "dir" -> new FolderBaseline(Path.of(rest), committed);
            case "git" -> new GitBaseline(folder, rest, committed);
            default -> throw wrong(written);
        };
    }

    Baseline registry(String address) {
        try {
            ClientSettings settings = ClientSettings.of(URI.create(address)).withTimeouts(CONNECT, READ);
            return new RegistryBaseline(settings, committed.wishes());
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("the registry " + address + ": " + bad.getMessage(), bad);
        }
    }

    private static IllegalArgumentException wrong(String written) {
        return new IllegalArgumentException(
                "--against " + written + " is none of registry:URL, lock:FILE, git:COMMIT and dir:FOLDER");
    }
}

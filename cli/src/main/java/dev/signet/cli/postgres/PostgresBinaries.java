package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs, unpacked and seen to run on this machine. */
final class PostgresBinaries {
    private final Path home;
    private final Commands commands;

    private PostgresBinaries(Path home, Commands commands) {
        this.home = home;
        this.commands = commands;
    }

    /**
     * Unpacks the programs into the first of the folders that takes them and lets them run.
     *
     * @throws CannotStart when none does
     */
    static PostgresBinaries in(List<Path> caches) {
        Commands commands = Commands.forThisUser();
        PostgresArchive archive = new PostgresArchive(Platform.current(), version());
        String reason = "";
        for (Path cache : caches) {
            try {
                PostgresBinaries binaries = new PostgresBinaries(archive.unpackedIn(cache), commands);
                CommandOutcome trial = binaries.run("postgres", List.of("--version"), "", Duration.ofSeconds(20));
                if (trial.succeeded()) {
                    return binaries;
                }
                reason = cache + ": " + trial.lastLine();
            } catch (IOException e) {
                reason = cache + ": " + e.getMessage();
            }
        }
        throw new CannotStart("PostgreSQL cannot be unpacked and run here (" + reason
                + "): name a folder for it in SIGNET_CACHE, or give a database with --db.");
    }

    /** The folders to try, best first: one for all data folders of the user, then the data folder itself. */
    static List<Path> caches(Map<String, String> environment, @Nullable String userHome, Path dataFolder) {
        List<Path> caches = new ArrayList<>();
        String named = environment.get("SIGNET_CACHE");
        String xdg = environment.get("XDG_CACHE_HOME");
        if (named != null && !named.isBlank()) {
            caches.add(Path.of(named).toAbsolutePath());
        } else if (xdg != null && xdg.startsWith("/")) {
            caches.add(Path.of(xdg, "signet"));
        } else if (userHome != null && userHome.startsWith("/")) {
            boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
            caches.add(Path.of(userHome, mac ? "Library/Caches" : ".cache", "signet"));
        }
        caches.add(dataFolder.resolve("cache"));
        return caches;
    }

    /** The version of the programs on the class path. */
    static String version() {
        Properties build = new Properties();
        try (var in = PostgresBinaries.class.getResourceAsStream("/dev/signet/cli/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("build.properties cannot be read", e);
        }
        return build.getProperty("postgresql");
    }

    /** The major version, which decides whether a data folder can be read. */
    static String majorVersion() {
        String version = version();
        return version.substring(0, version.indexOf('.'));
    }

    /** Whether they run as root who has put down what makes root special. */
    boolean withoutRootsRights() {
        return commands.inNamespace();
    }

    CommandOutcome run(String program, List<String> arguments, String input, Duration limit) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return commands.run(command, input, limit);
    }
}

package dev.signet.cli.postgres;

import dev.signet.cli.data.CannotStart;
import java.util.Locale;

/** The machines for which PostgreSQL's programs are on the class path. */
enum Platform {
    LINUX_AMD64("linux-x86_64"),
    LINUX_ARM64("linux-arm_64"),
    MACOS_AMD64("darwin-x86_64"),
    MACOS_ARM64("darwin-arm_64");

    private final String label;

    Platform(String label) {
        this.label = label;
    }

    /** How the archive of the programs and the folder they are unpacked to call this machine. */
    String label() {
        return label;
    }

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String processor) {
        boolean arm = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> false;
            case "aarch64", "arm64" -> true;
            default -> throw unknown(system, processor);
        };
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (name.startsWith("mac")) {
            return arm ? MACOS_ARM64 : MACOS_AMD64;
        }
        throw unknown(system, processor);
    }

    private static CannotStart unknown(String system, String processor) {
        return new CannotStart("Signet brings PostgreSQL for Linux and macOS on amd64 and arm64, not for " + system
                + " on " + processor + ": give a database of your own with --db.");
    }
}

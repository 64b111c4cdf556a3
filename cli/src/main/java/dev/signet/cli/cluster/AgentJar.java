package dev.signet.cli.cluster;

import dev.signet.cli.data.CannotStart;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The file that brokers are started with. */
public final class AgentJar {
    private static final String NAME = "signet-broker-agent.jar";

    private AgentJar() {}

    /**
     * The one that was named, else the one beside this program, else the one that the checkout has built.
     *
     * @throws CannotStart when there is none
     */
    public static Path find(Optional<Path> named) {
        if (named.isPresent()) {
            return named.filter(Files::isRegularFile)
                    .orElseThrow(() -> new CannotStart("The agent " + named.get() + " of --agent is no file."))
                    .toAbsolutePath();
        }
        Path target = folderOfThisProgram();
        return Stream.of(
                        target.resolve(NAME),
                        target.resolve("../../broker-agent/target").resolve(NAME))
                .map(Path::normalize)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CannotStart("There is no " + NAME + " beside " + target
                        + ": build it with mvn -pl broker-agent -am -DskipTests package, or name it with --agent."));
    }

    private static Path folderOfThisProgram() {
        try {
            Path program = Path.of(AgentJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return program.toAbsolutePath().resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a program without a place", e);
        }
    }
}

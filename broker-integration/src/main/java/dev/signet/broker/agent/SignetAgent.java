package dev.signet.broker.agent;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.append.AppendGuards;
import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.append.TopicConfigs;
import dev.signet.broker.append.WeavingException;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.client.ClientSettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.HttpSchemaRegistry;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entry of {@code -javaagent:signet-broker-agent.jar=http://registry:8081}: validation in a stock broker. */
public final class SignetAgent {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);

    private SignetAgent() {}

    /**
     * Called by the JVM before the broker's {@code main}. A broker that cannot be guarded does not start: the reason
     * goes to standard error, and the process ends with 1.
     *
     * @param arguments the registry's address, or several with commas between them
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            ClientSettings settings = settings(arguments == null ? "" : arguments);
            AppendWeaver.weaveOnLoad(instrumentation);
            TopicConfigs.define();
            AppendGuards.attachEverywhere(new AppendGuard(new RegistryDirectory(new HttpSchemaRegistry(settings))));
        } catch (WeavingException | IllegalArgumentException unfit) {
            System.err.println(unfit.getMessage());
            // exit() would wait for a JVM that is not up yet
            Runtime.getRuntime().halt(1);
        }
    }

    private static ClientSettings settings(String arguments) {
        if (arguments.isBlank()) {
            throw new IllegalArgumentException("Signet's agent needs the address of the schema registry: "
                    + "-javaagent:signet-broker-agent.jar=http://host:8081");
        }
        URI[] urls = Arrays.stream(arguments.split(",", -1))
                .map(url -> URI.create(url.strip()))
                .toArray(URI[]::new);
        return ClientSettings.of(urls).withTimeouts(CONNECT, READ).withRetries(Retries.NONE);
    }
}

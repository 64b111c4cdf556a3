package dev.signet.broker.agent.entry;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entry of {@code -javaagent:signet-broker-agent.jar}. Brokers of Apache Kafka 3.9 may run on Java 8 and 11, on which the
 * rest of the agent cannot be loaded: this class can, and says so.
 */
public final class AgentEntry {

    /** The Java that the rest of the agent is compiled for. */
    static final int OLDEST_JAVA = 17;

    private static final String AGENT = "dev.signet.broker.agent.SignetAgent";

    private AgentEntry() {}

    /**
     * Called by the JVM before the broker's {@code main}. On an old JVM the broker does not start.
     *
     * @throws ReflectiveOperationException if the jar is incomplete, which ends the JVM
     */
    public static void premain(@Nullable String argument, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        Optional<String> refusal = refusal(System.getProperty("java.specification.version"));
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            // exit() would wait for a JVM that is not up yet
            Runtime.getRuntime().halt(1);
        }
        Class.forName(AGENT)
                .getMethod("premain", String.class, Instrumentation.class)
                .invoke(null, argument, instrumentation);
    }

    /**
     * Why the agent cannot run on a JVM; empty if it can.
     *
     * @param specification its {@code java.specification.version}: 1.8, 9, 11, 17
     */
    static Optional<String> refusal(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        return Integer.parseInt(number) >= OLDEST_JAVA
                ? Optional.empty()
                : Optional.of("Signet's agent needs Java " + OLDEST_JAVA + " or newer, and this broker runs on Java "
                        + number + " (" + System.getProperty("java.home")
                        + "): start it on a newer one, or without -javaagent:signet-broker-agent.jar");
    }
}

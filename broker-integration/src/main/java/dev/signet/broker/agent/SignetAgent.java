package dev.signet.broker.agent;

import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.append.WeavingException;
import java.lang.instrument.Instrumentation;

/** Entry of {@code -javaagent}: puts the hook into the broker that is about to start. */
public final class SignetAgent {

    private SignetAgent() {}

    /**
     * Called by the JVM before the broker's {@code main}. A broker that cannot be hooked does not start.
     *
     * @param arguments what follows the {@code =} in {@code -javaagent:jar=...}; none are read yet
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            AppendWeaver.weaveOnLoad(instrumentation);
        } catch (WeavingException unfit) {
            System.err.println(unfit.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }
}

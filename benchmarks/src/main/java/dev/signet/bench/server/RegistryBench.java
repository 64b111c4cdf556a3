package dev.signet.bench.server;

import dev.signet.bench.program.Options;
import java.util.Arrays;

/** The program behind {@code benchmarks/registry}. */
public final class RegistryBench {
    private static final String OPERATIONS = "BY_ID,LATEST,LOOKUP,REREGISTER,COMPATIBILITY";

    private RegistryBench() {}

    /** Arguments: the command, then options. */
    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        Options options = Options.of(arguments, Math.min(1, arguments.length));
        switch (command) {
            case "load" ->
                LoadRun.of(options, OPERATIONS, "8,32", "SIGNET,BARE,APICURIO").run(System.out);
            case "writes" ->
                LoadRun.of(options, "NEW_SUBJECT", "1,32", "SIGNET,APICURIO").run(System.out);
            case "latency" -> LatencyRun.of(options).run(System.out);
            case "start" -> StartRun.of(options).run(System.out);
            case "moving" -> MoveRun.of(options).run(System.out);
            default ->
                throw new IllegalArgumentException(
                        "load, writes, latency, start or moving, not '" + command + "' " + Arrays.toString(arguments));
        }
    }
}

package dev.signet.broker.embedded;

import java.nio.file.Path;

/** A log in a process of its own, to be killed. */
public final class LogProcess {

    private LogProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedLog log = EmbeddedLog.start(
                EmbeddedLogConfig.of(Path.of(arguments[0]), "127.0.0.1", Integer.parseInt(arguments[1])))) {
            System.out.println("READY " + log.clusterId());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}

package dev.signet.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Option;

/** The option that names the log. */
final class LogOption {
    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            defaultValue = "${env:SIGNET_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
            description = "Address of the log (default: SIGNET_BOOTSTRAP_SERVERS, else 127.0.0.1:9092).")
    String servers = "127.0.0.1:9092";

    /** Settings that every client of ours has: a log that is not there is noticed while somebody still looks on. */
    Map<String, Object> settings() {
        return Map.of("bootstrap.servers", servers, "client.id", "signet-cli", "default.api.timeout.ms", 10_000);
    }

    /** Asks the log something; one that does not answer in time is named. */
    <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (TimeoutException e) {
            throw new Unreachable("The log at " + servers + " does not answer.", e);
        }
    }
}

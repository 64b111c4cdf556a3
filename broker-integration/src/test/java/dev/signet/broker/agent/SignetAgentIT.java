package dev.signet.broker.agent;

import static dev.signet.broker.Batches.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.ChildJvm;
import dev.signet.broker.embedded.LogClients;
import dev.signet.broker.embedded.LogProcess;
import dev.signet.schema.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that was started with the agent, in a process of its own. */
class SignetAgentIT {

    private static final Map<String, String> REGISTRY = Map.of(
            "/subjects/orders-value/versions", "[1]",
            "/schemas/ids/1", "{\"schema\":\"\\\"string\\\"\"}",
            "/schemas/ids/1/versions", "[{\"subject\":\"orders-value\",\"version\":1}]");

    @TempDir
    private Path folder;

    /** The agent's classes are on the child's class path; the jar only names the entry. */
    private Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), SignetAgent.class.getName());
        Path jar = folder.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private ChildJvm broker(String agentArguments, int port) throws IOException {
        return new ChildJvm(
                List.of("-javaagent:" + agentJar() + agentArguments),
                LogProcess.class.getName(),
                folder.resolve("log").toString(),
                Integer.toString(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void records_are_validated_against_the_registry_named_on_the_command_line() throws Exception {
        String absent = "{\"error_code\":" + ErrorCode.SUBJECT_NOT_FOUND.code() + ",\"message\":\"not found\"}";
        int port = freePort();
        try (RegistryOverHttp registry = new RegistryOverHttp(absent, REGISTRY);
                ChildJvm broker = broker("=" + registry.url(), port)) {
            broker.line("READY ");
            try (LogClients clients = new LogClients("127.0.0.1:" + port)) {
                clients.topic("orders", Map.of());
                clients.topic("free", Map.of());

                assertThat(clients.send("free", Map.of(), List.of(new byte[] {'x'})))
                        .allMatch(Optional::isEmpty);
                assertThat(clients.send("orders", Map.of(), List.of(framed(1, (byte) 2, (byte) 'x'))))
                        .allMatch(Optional::isEmpty);
                assertThat(clients.send("orders", Map.of(), List.of(framed(1, (byte) 4, (byte) 'x')))
                                .get(0))
                        .get()
                        .isInstanceOf(InvalidRecordException.class);
                assertThat(clients.endOffset("orders")).isEqualTo(1);
            }
        }
    }

    @Test
    void a_broker_whose_agent_knows_no_registry_does_not_start() throws Exception {
        try (ChildJvm broker = broker("", freePort())) {
            assertThat(broker.line("Signet")).startsWith("Signet's agent needs the address of the schema registry");
            assertThat(broker.exitCode()).isEqualTo(1);
        }
    }
}

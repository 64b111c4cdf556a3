package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are each short enough and together too long. */
@Timeout(30)
class BodyMemoryTest {
    private static final int BODY = 1_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        BodyCollector collector = new BodyCollector(BODY, Duration.ofSeconds(20), new BodyMemory(1_500));
        collector.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, "done", callback);
                return true;
            }
        });
        server.addConnector(connector);
        server.setHandler(collector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void the_one_that_goes_beyond_is_refused_and_what_is_done_makes_room() throws Exception {
        try (Socket one = begin(900);
                Socket two = begin(900)) {
            while (one.getInputStream().available() + two.getInputStream().available() == 0) {
                Thread.onSpinWait();
            }
            Socket refused = one.getInputStream().available() > 0 ? one : two;
            assertThat(RunningServer.readToEnd(refused))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1", "\"error_code\":503");

            Socket other = refused == one ? two : one;
            finish(other, 100);
            assertThat(head(other)).startsWith("HTTP/1.1 200");
        }
        for (int i = 0; i < 5; i++) {
            awaitRoom();
        }
    }

    /** The memory of a body is free when its answer is out, which its reader may know a moment earlier. */
    private void awaitRoom() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String answer = "";
        while (!answer.startsWith("HTTP/1.1 200")) {
            assertThat(System.nanoTime()).as(answer).isLessThan(deadline);
            try (Socket next = begin(BODY)) {
                answer = head(next);
            }
        }
    }

    /** A request of which a part has arrived when this returns, as far as the sender can know. */
    private Socket begin(int bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY + "\r\n\r\n" + "x".repeat(bytes))
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void finish(Socket socket, int bytes) throws IOException {
        socket.getOutputStream().write("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(Socket socket) throws IOException {
        byte[] read = new byte[12];
        return new String(read, 0, socket.getInputStream().readNBytes(read, 0, read.length), StandardCharsets.US_ASCII);
    }
}

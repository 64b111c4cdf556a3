package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What probes are told, state by state. */
@Timeout(60)
class ProbesIT {
    @Test
    void before_it_is_ready_for_the_first_time_a_server_lives_and_has_not_started() {
        try (RunningServer server = RunningServer.start(health(Readiness.down("it is starting"), false))) {
            assertThat(asked(server, "live")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(asked(server, "startup"))
                    .isEqualTo("503 {\"status\":\"DOWN\",\"reason\":\"the server has not been ready yet\"}");
            assertThat(asked(server, "ready")).isEqualTo("503 {\"status\":\"DOWN\",\"reason\":\"it is starting\"}");
        }
    }

    @Test
    void a_server_that_serves_some_requests_is_ready_and_says_what_is_wrong() {
        try (RunningServer server = RunningServer.start(health(Readiness.degraded("no database"), true))) {
            assertThat(asked(server, "live")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(asked(server, "startup")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(asked(server, "ready"))
                    .isEqualTo("200 {\"status\":\"UP\",\"degraded\":true,\"reason\":\"no database\"}");
        }
    }

    @Test
    void a_server_that_serves_nothing_any_more_is_not_restarted_for_that() {
        try (RunningServer server = RunningServer.start(health(Readiness.down("it is stopping"), true))) {
            assertThat(asked(server, "live")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(asked(server, "startup")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(asked(server, "ready")).isEqualTo("503 {\"status\":\"DOWN\",\"reason\":\"it is stopping\"}");
        }
    }

    private static Health health(Readiness ready, boolean started) {
        return new Health() {
            @Override
            public Readiness ready() {
                return ready;
            }

            @Override
            public boolean started() {
                return started;
            }
        };
    }

    private static String asked(RunningServer server, String probe) {
        HttpResponse<byte[]> reply = server.send("GET", "/health/" + probe, "");
        return reply.statusCode() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }
}

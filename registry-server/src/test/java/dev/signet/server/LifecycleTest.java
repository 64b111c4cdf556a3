package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.ServerConfig.WhenDegraded;
import dev.signet.server.http.Readiness;
import dev.signet.server.http.Readiness.Served;
import dev.signet.server.registry.Outage;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private Optional<Outage> outage = Optional.empty();
    private boolean knowsSomething = true;

    private final Lifecycle lenient = lifecycle(WhenDegraded.READY);
    private final Lifecycle strict = lifecycle(WhenDegraded.NOT_READY);

    private Lifecycle lifecycle(WhenDegraded whenDegraded) {
        return new Lifecycle(() -> outage, () -> knowsSomething, whenDegraded);
    }

    @Test
    void it_is_not_ready_before_it_has_started() {
        assertThat(lenient.started()).isFalse();
        assertThat(lenient.ready().served()).isEqualTo(Served.NONE);

        lenient.serve();

        assertThat(lenient.started()).isTrue();
        assertThat(lenient.ready()).isEqualTo(Readiness.UP);
    }

    @Test
    void an_outage_takes_it_out_of_service_only_if_that_is_wanted_or_nothing_is_known() {
        lenient.serve();
        strict.serve();
        outage = Optional.of(new Outage(Instant.EPOCH, "database unreachable"));

        assertThat(lenient.ready().served()).isEqualTo(Served.SOME);
        assertThat(lenient.ready().reason())
                .contains("database unreachable since 1970-01-01T00:00:00Z; "
                        + "known schemas are served by id, everything else fails");
        assertThat(strict.ready().served()).isEqualTo(Served.NONE);

        knowsSomething = false;
        assertThat(lenient.ready().served()).isEqualTo(Served.NONE);

        outage = Optional.empty();
        assertThat(lenient.ready()).isEqualTo(Readiness.UP);
        assertThat(strict.ready()).isEqualTo(Readiness.UP);
    }

    @Test
    void it_is_not_ready_while_it_drains() {
        lenient.serve();
        lenient.drain();

        assertThat(lenient.ready()).isEqualTo(Readiness.down("the server is stopping"));
        assertThat(lenient.started()).isTrue();
    }
}

package dev.signet.broker.report;

import dev.signet.client.BrokerReports;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.Heartbeat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry what a node says about itself. A heartbeat of which nobody knows whether it has arrived is sent
 * again as it was before another one follows, so that no refused record is told of twice, and none is lost while the
 * registry is away but for want of memory. For one thread at a time.
 */
final class HeartbeatSender {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSender.class);

    /** One is no news: the registry may be starting beside this. */
    private static final int FAILURES_TOLD = 3;

    /** So many turns go by before one that refuses heartbeats, because it is of another make, is asked again. */
    static final int TURNS_PASSED_OVER = 11;

    private final BrokerReports registry;
    private final HeartbeatWriting writing;
    private @Nullable Heartbeat underWay;
    private State state = State.HEARD;
    private int failures;
    private int passingOver;

    /** What the log has been told last. */
    private enum State {
        HEARD,
        AWAY,
        REFUSED
    }

    HeartbeatSender(BrokerReports registry, HeartbeatWriting writing) {
        this.registry = registry;
        this.writing = writing;
    }

    /** Sends what is under way, then the next one. Waits for the registry as long as its client does. */
    void send(Node node) {
        if (passingOver > 0) {
            passingOver--;
            return;
        }
        Optional<Heartbeat> again = Optional.ofNullable(underWay);
        if (again.isEmpty() || sent(node, again.get())) {
            Heartbeat next = writing.next(node);
            underWay = next;
            sent(node, next);
        }
    }

    private boolean sent(Node node, Heartbeat heartbeat) {
        try {
            Answer<Heartbeat> answer = registry.heartbeat(node.clusterId(), node.id(), heartbeat);
            underWay = null;
            if (answer instanceof Answer.Refused<Heartbeat> refused) {
                refused(refused.refusal().code(), refused.refusal().message());
            } else {
                heard();
            }
            return true;
        } catch (RegistryUnavailableException away) {
            away(away);
            return false;
        }
    }

    private void heard() {
        failures = 0;
        if (state != State.HEARD) {
            LOG.info("the schema registry takes this broker's heartbeats again");
        }
        state = State.HEARD;
    }

    private void away(RegistryUnavailableException away) {
        failures++;
        if (state != State.AWAY && failures >= FAILURES_TOLD) {
            LOG.warn("the schema registry does not hear from this broker; it goes on trying: {}", away.getMessage());
            state = State.AWAY;
        }
    }

    private void refused(ErrorCode code, String message) {
        if (state != State.REFUSED) {
            LOG.warn(
                    "the schema registry takes no heartbeats of this broker, so signet doctor and signet refusals do not"
                            + " show it; validation goes on: {} ({})",
                    message,
                    code.code());
        }
        state = State.REFUSED;
        passingOver = TURNS_PASSED_OVER;
    }
}

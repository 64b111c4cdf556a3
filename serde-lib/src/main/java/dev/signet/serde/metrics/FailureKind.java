package dev.signet.serde.metrics;

import java.util.Locale;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why records could not be written or read, as far as an operator acts differently. */
enum FailureKind {
    RECORD("the record or its schema is at fault"),
    TIMEOUT("the registry could not be reached, did not answer in time, or failed"),
    DISCONNECTED("the connection to the registry broke"),
    THROTTLED("the registry asks for fewer requests"),
    AUTHENTICATION("the registry does not know who asks"),
    AUTHORIZATION("the registry does not allow it"),
    MISCONFIGURED("what answers is no registry"),
    INTERRUPTED("the thread was interrupted"),
    OTHER("anything else");

    private final String meaning;

    FailureKind(String meaning) {
        this.meaning = meaning;
    }

    static FailureKind of(RuntimeException thrown) {
        if (thrown instanceof SerializationException) {
            return RECORD;
        } else if (thrown instanceof TimeoutException) {
            return TIMEOUT;
        } else if (thrown instanceof DisconnectException) {
            return DISCONNECTED;
        } else if (thrown instanceof ThrottlingQuotaExceededException) {
            return THROTTLED;
        } else if (thrown instanceof InterruptException) {
            return INTERRUPTED;
        }
        return setting(thrown);
    }

    private static FailureKind setting(RuntimeException thrown) {
        if (thrown instanceof AuthenticationException) {
            return AUTHENTICATION;
        } else if (thrown instanceof AuthorizationException) {
            return AUTHORIZATION;
        }
        return thrown instanceof InvalidConfigurationException ? MISCONFIGURED : OTHER;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}

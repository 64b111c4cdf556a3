package dev.signet.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The registry could not be reached, did not answer in time, or failed. Asking again later may help. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final Duration retryAfter;

    /** Why a registry cannot be used. */
    public enum Reason {
        /** There is no connection: refused, not in time, no TLS, or the host is not known. */
        UNREACHABLE,
        /** It did not answer in time, or said so itself (408, 504). */
        TIMED_OUT,
        /** The connection broke before the answer was complete, or a proxy found nobody behind it (502). */
        DISCONNECTED,
        /** It asks for fewer requests (429). */
        THROTTLED,
        /** It failed (500, 503 and the like). */
        FAILED,
        /** It does not know who asks (401). */
        UNAUTHENTICATED,
        /** It knows who asks and does not allow it (403). */
        FORBIDDEN,
        /** What answers is no registry: a redirect, a page of HTML, a body outside the contract. */
        NOT_A_REGISTRY,
        /** The thread was interrupted while it waited; its interrupt flag is set again. */
        INTERRUPTED;

        /** Whether the same request may be answered later although nobody changes a setting. */
        public boolean mayPass() {
            return switch (this) {
                case UNREACHABLE, TIMED_OUT, DISCONNECTED, THROTTLED, FAILED -> true;
                case UNAUTHENTICATED, FORBIDDEN, NOT_A_REGISTRY, INTERRUPTED -> false;
            };
        }

        /** What an HTTP status says of a server whose answer is no answer to the question. */
        static Reason ofStatus(int status) {
            return switch (status) {
                case 401 -> UNAUTHENTICATED;
                case 403 -> FORBIDDEN;
                case 408, 504 -> TIMED_OUT;
                case 429 -> THROTTLED;
                case 502 -> DISCONNECTED;
                default -> status >= 500 ? FAILED : NOT_A_REGISTRY;
            };
        }
    }

    /** Failed, for a reason that the cause tells. */
    public RegistryUnavailableException(String message, Throwable cause) {
        this(Reason.FAILED, message, cause);
    }

    /** Failed. */
    public RegistryUnavailableException(String message) {
        this(Reason.FAILED, message, null);
    }

    public RegistryUnavailableException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, cause, Duration.ZERO);
    }

    RegistryUnavailableException(Reason reason, String message, @Nullable Throwable cause, Duration retryAfter) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** How long the registry asks to wait; zero if it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}

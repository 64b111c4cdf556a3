package dev.signet.broker.append;

/** The hook cannot be put into this Apache Kafka; a broker must not start without it. The message says why. */
public final class WeavingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeavingException(String message) {
        super(message);
    }

    WeavingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** This Kafka is not one that Signet knows its way into: something is missing, or there twice. */
    static WeavingException unfit(String what) {
        return new WeavingException(message(what));
    }

    /** The same with what was found out by. */
    static WeavingException unfit(String what, Throwable cause) {
        return new WeavingException(message(what), cause);
    }

    private static String message(String what) {
        return "Signet cannot validate inside this Apache Kafka: " + what
                + ". Use a release that Signet supports, or start the broker without Signet";
    }
}

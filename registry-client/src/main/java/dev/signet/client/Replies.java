package dev.signet.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.client.Exchange.Answered;
import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands what a registry answered; what is no registry's answer is a fault. */
final class Replies {
    private static final int SHOWN = 200;

    private Replies() {}

    static <T> Answer<T> read(Answered reply, TypeReference<T> type) {
        return reply.status() == 200 || reply.status() == 201 || reply.status() == 207
                ? Answer.done(understood(reply, RestJson.read(reply.body(), type)))
                : refused(reply);
    }

    /** The value of an answer that must be done, because the server has already said yes. */
    static <T> T understood(Answered reply, Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw unintelligible(reply, ((Answer.Refused<T>) answer).refusal().message());
    }

    /** A field that the contract promises. */
    static <T> T required(Answered reply, String field, @Nullable T value) {
        if (value == null) {
            throw unintelligible(reply, "the field '" + field + "' is missing");
        }
        return value;
    }

    /** What the server said beside the status, for a message. */
    static String said(Answered reply) {
        Optional<String> message =
                RestJson.read(reply.body(), ErrorReply.class).asOptional().map(ErrorReply::message);
        return message.map(text -> ": " + text)
                .orElseGet(() -> reply.body().length == 0 ? "" : ", which is not a registry's answer: " + start(reply));
    }

    private static <T> Answer<T> refused(Answered reply) {
        Optional<ErrorReply> error =
                RestJson.read(reply.body(), ErrorReply.class).asOptional();
        boolean understood = error.isPresent()
                && error.get().message() != null
                && error.get().errorCode() != 0;
        if (!understood || reply.status() == 401 || reply.status() == 403 || reply.status() < 400) {
            throw new RegistryUnavailableException(
                    Reason.ofStatus(reply.status()),
                    "The registry cannot be used: %s answered %d%s%s"
                            .formatted(reply.uri(), reply.status(), said(reply), nextStep(reply)),
                    null);
        }
        return refusal(reply, error.get()).answer();
    }

    private static Refusal refusal(Answered reply, ErrorReply error) {
        ErrorCode code = ErrorCode.ofCode(error.errorCode()).orElseGet(() -> ofStatus(reply.status()));
        String message = error.message() == null ? "" : error.message();
        return new Refusal(code, message, DifferenceJson.differences(error.details()));
    }

    /** Older servers answer an incompatible schema with 409 as its code; others may have codes of their own. */
    private static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.INCOMPATIBLE_SCHEMA;
            case 422 -> ErrorCode.INVALID_SCHEMA;
            default -> ErrorCode.ofCode(status).orElse(ErrorCode.MALFORMED_REQUEST);
        };
    }

    static RegistryUnavailableException unintelligible(Answered reply, String why) {
        return new RegistryUnavailableException(
                Reason.NOT_A_REGISTRY,
                "The registry cannot be used: %s answered %d with a body that is not understood: %s; it starts with: %s"
                        .formatted(reply.uri(), reply.status(), why, start(reply)),
                null);
    }

    private static String nextStep(Answered reply) {
        if (reply.isRedirect()) {
            String where = reply.location().isEmpty() ? "elsewhere" : "to " + reply.location();
            return "; it sends " + where + ", and redirects are not followed because they would carry the credentials"
                    + " along: name the registry's own URL";
        }
        return reply.status() == 401 || reply.status() == 403
                ? "; look at the credentials, and at what they are allowed"
                : "; is this the registry's URL, or that of a proxy or another server?";
    }

    private static String start(Answered reply) {
        String text = new String(reply.body(), 0, Math.min(SHOWN, reply.body().length), StandardCharsets.UTF_8);
        return text.replaceAll("\\s+", " ");
    }
}

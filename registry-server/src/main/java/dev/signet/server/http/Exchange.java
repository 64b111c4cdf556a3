package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.rest.ErrorReply;
import dev.signet.server.http.HttpSettings.ConflictCode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a request to its reply, the same for every route. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Less than this would not become smaller, and is not compressed by Javalin either. */
    private static final int LEAST_COMPRESSED = 1_500;

    private final ConflictCode conflictCode;

    Exchange(ConflictCode conflictCode) {
        this.conflictCode = conflictCode;
    }

    /** The same, with the requests of a route told apart from others. */
    static Handler counted(Traffic.Line line, Handler handler) {
        return http -> {
            Passage.of(http).takes(line);
            handler.handle(http);
        };
    }

    Handler withoutBody(Route route) {
        return unreplaced(http -> exchange(http, route));
    }

    Handler withBody(Route route) {
        return unreplaced(http -> {
            if (MediaType.reads(http.contentType())) {
                exchange(http, route);
            } else {
                refuse(http, ErrorCode.UNSUPPORTED_MEDIA_TYPE.refusal());
            }
        });
    }

    Handler streamed(StreamedRoute route) {
        return unreplaced(http -> {
            RequestId.of(http);
            Answer<?> answer = Call.of(http)
                    .then(call -> route.answer(call, type -> {
                        http.header("Vary", "Accept-Encoding");
                        http.status(200).contentType(type);
                        return http.outputStream();
                    }));
            if (answer instanceof Answer.Refused<?> refused) {
                refuse(http, refused.refusal());
            }
        });
    }

    Handler options(String allowed) {
        return unreplaced(http -> {
            http.header("Allow", allowed);
            send(http, MediaType.V1, new Reply(200, new byte[0], Reply.Freshness.ONCE));
        });
    }

    /** Javalin lets a header replace the method; here a GET stays a GET, whatever a proxy has checked. */
    private Handler unreplaced(Handler handler) {
        return http -> {
            if (http.method().name().equals(http.req().getMethod())) {
                handler.handle(http);
            } else {
                refuse(http, ErrorCode.METHOD_NOT_ALLOWED.refusal());
            }
        };
    }

    /** Sends a refusal that no route made. */
    void refuse(Context http, Refusal refusal) {
        Passage.of(http).refused(refusal.code());
        send(http, MediaType.V1, refused(refusal));
    }

    private void exchange(Context http, Route route) {
        Optional<MediaType> media = MediaType.acceptedBy(http.header("Accept"));
        if (media.isEmpty()) {
            refuse(http, ErrorCode.NOT_ACCEPTABLE.refusal());
            return;
        }
        Answer<Reply> answer = Call.of(http).then(route::answer);
        if (answer instanceof Answer.Done<Reply> done) {
            send(http, media.get(), done.value());
            return;
        }
        Refusal refusal = ((Answer.Refused<Reply>) answer).refusal();
        Passage.of(http).refused(refusal.code());
        send(http, media.get(), refused(refusal));
    }

    private Reply refused(Refusal refusal) {
        boolean asStatus = refusal.code() == ErrorCode.INCOMPATIBLE_SCHEMA && conflictCode == ConflictCode.STATUS;
        ErrorReply error = asStatus ? ErrorReply.of(refusal, refusal.code().status()) : ErrorReply.of(refusal);
        return Reply.error(refusal.code().status(), error);
    }

    private static void send(Context http, MediaType media, Reply reply) {
        RequestId.of(http);
        http.header("Vary", "Accept, Accept-Encoding");
        reply.headers().forEach(http::header);
        if (reply.freshness() == Reply.Freshness.REVALIDATED) {
            EntityTag tag = EntityTag.of(reply.body());
            http.header("ETag", tag.text());
            http.header("Cache-Control", "no-cache");
            if (tag.isNamedIn(http.header("If-None-Match"))) {
                http.status(304).contentType(media.text());
                return;
            }
        }
        http.status(reply.status()).contentType(media.text());
        write(http, reply.body());
    }

    private static void write(Context http, byte[] body) {
        if (body.length >= LEAST_COMPRESSED && http.header("Accept-Encoding") != null) {
            http.result(body);
            return;
        }
        try {
            // What will not be compressed need not go through what would.
            http.res().setContentLength(body.length);
            http.res().getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("nobody is left to tell", gone);
        }
    }
}

package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.rest.RegisterRequest;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.Submission;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A request in the domain's words. What it says wrongly is a refusal. */
final class Call {
    /** What the server did not do as a request wrote it. */
    static final String WARNING = "X-Signet-Warning";

    private static final int MOST_PASSED_OVER = 1 << 20;
    private static final long LONGEST_PASSING = TimeUnit.SECONDS.toNanos(1);

    private final io.javalin.http.Context http;
    private final Map<String, List<String>> query;
    private final Context home;

    private Call(io.javalin.http.Context http, Map<String, List<String>> query, Context home) {
        this.http = http;
        this.query = query;
        this.home = home;
    }

    /** Refused if path or query are not percent-encoded UTF-8, or the path names a context that cannot be. */
    static Answer<Call> of(io.javalin.http.Context http) {
        Optional<Map<String, List<String>>> query = PercentEncoding.parameters(http.queryString());
        if (query.isEmpty() || PercentEncoding.decoded(http.path()).isEmpty()) {
            return ErrorCode.MALFORMED_REQUEST.refused("The path and the query must be percent-encoded UTF-8");
        }
        String written = http.pathParamMap().getOrDefault(Routes.CONTEXT, Context.DEFAULT.name());
        return context(written).map(home -> new Call(http, query.get(), home));
    }

    /** The context of the path; the default one if it names none. */
    Context home() {
        return home;
    }

    /** The subject of the path; without a context of its own it belongs to the path's. */
    Subject subject() {
        return Subject.parse(http.pathParam("subject"), home);
    }

    /** What the subject of the path, or its context alone, denotes for config and mode. */
    Scope scope() {
        boolean named = http.pathParamMap().containsKey("subject");
        return named ? Scope.of(subject()) : Scope.of(new Subject(home, ""));
    }

    String path(String name) {
        return http.pathParam(name);
    }

    Answer<VersionSelector> version() {
        String written = http.pathParam("version");
        return Answer.ofOptional(VersionSelector.parse(written), ErrorCode.INVALID_VERSION.refusal(written));
    }

    /** Not a number is an unknown path, as for existing servers; a negative one is an unknown schema. */
    Answer<SchemaId> id() {
        return integer(http.pathParam("id"))
                .then(number ->
                        number < 0 ? ErrorCode.SCHEMA_ID_NOT_FOUND.refused(number) : Answer.done(new SchemaId(number)));
    }

    /** The subject of the query, which also says in which context an id is meant. */
    Subject preferredSubject() {
        return Subject.parse(query("subject").orElse(""), home);
    }

    /** The same, if it names more than a context. */
    Optional<Subject> preferred() {
        return Optional.of(preferredSubject()).filter(subject -> !subject.name().isEmpty());
    }

    /** The prefix of subjects that the query asks for, inside the path's context if that names one. */
    String subjectPrefix(String otherwise) {
        if (!http.pathParamMap().containsKey(Routes.CONTEXT)) {
            return query("subjectPrefix").orElse(otherwise);
        }
        String inside =
                query("subjectPrefix").filter(prefix -> !prefix.startsWith(":")).orElse("");
        return home.prefix() + inside;
    }

    Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** A parameter of the query that says something. */
    Optional<String> said(String name) {
        return query(name).filter(written -> !written.isEmpty());
    }

    List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    boolean flag(String name) {
        return query(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    Deleted deleted() {
        if (flag("deletedOnly")) {
            return Deleted.ONLY;
        }
        return flag("deleted") ? Deleted.INCLUDED : Deleted.EXCLUDED;
    }

    Deletion deletion() {
        return flag("permanent") ? Deletion.PERMANENT : Deletion.SOFT;
    }

    Normalize normalize() {
        return flag("normalize") ? Normalize.YES : Normalize.AS_CONFIGURED;
    }

    Answer<Page> page() {
        return page(Integer.MAX_VALUE);
    }

    /** A page of at most that many items, which is also what is meant by no limit. */
    Answer<Page> page(int most) {
        return number("offset", 0)
                .then(offset -> number("limit", -1).then(limit -> {
                    if (offset < 0) {
                        return ErrorCode.MALFORMED_REQUEST.refused("The offset must be 0 or more, got " + offset);
                    }
                    return Answer.done(new Page(offset, limit <= 0 || limit > most ? most : limit));
                }));
    }

    <T> Answer<T> body(Class<T> type) {
        return RestJson.read(BodyCollector.of(http), type);
    }

    /** How many bytes the body has. */
    int bodyLength() {
        return BodyCollector.of(http).length;
    }

    /** Works on the body while it arrives. */
    <T> Answer<T> stream(Function<InputStream, Answer<T>> work) {
        try {
            ServletInputStream body = http.req().getInputStream();
            Answer<T> answer = work.apply(body);
            if (!isPassedOver(body)) {
                http.header("Connection", "close");
            }
            return answer;
        } catch (IOException broken) {
            return ErrorCode.MALFORMED_REQUEST.refused("The request body is not valid HTTP");
        }
    }

    /**
     * Whether the end of the body is reached after at most so many bytes and so much time more. A client that still sends
     * what nobody will read would not hear the answer, and the next request cannot follow on the connection.
     */
    private static boolean isPassedOver(ServletInputStream body) {
        byte[] unread = new byte[8_192];
        long begun = System.nanoTime();
        int passed = 0;
        try {
            while (!body.isFinished() && passed < MOST_PASSED_OVER && System.nanoTime() - begun < LONGEST_PASSING) {
                int count = body.read(unread);
                if (count < 0) {
                    return true;
                }
                passed += count;
            }
        } catch (IOException broken) {
            return false;
        }
        return body.isFinished();
    }

    /** Tells the client, whatever the reply will be, that the same request may soon be answered otherwise. */
    void askAgainSoon() {
        http.header("Retry-After", "1");
    }

    /** The schema of the body, with its demands on version and id. */
    Answer<Submission> submission() {
        return body(RegisterRequest.class).then(Call::submission);
    }

    static Answer<Submission> submission(RegisterRequest request) {
        return request.schemaText()
                .then(schema -> request.tagEdit()
                        .map(tags -> new Submission(
                                schema,
                                Optional.ofNullable(request.version()).filter(version -> version != 0),
                                Optional.ofNullable(request.id())
                                        .filter(id -> id >= 0)
                                        .map(SchemaId::new),
                                tags)));
    }

    /** A body whose unknown fields are ignored, as by existing servers, but not in silence. */
    <T extends Record> Answer<T> bodyWithWarnings(Class<T> type) {
        warn(UnknownFields.warnings(RestJson.fieldNames(BodyCollector.of(http)), type));
        return body(type);
    }

    /** Says in a header of the reply, whatever that will be, what was not done as it was written. */
    void warn(List<String> warnings) {
        warnings.forEach(warning -> http.res().addHeader(WARNING, warning));
    }

    Caller caller() {
        return new Caller(
                "anonymous",
                Caller.Proof.NONE,
                http.req().getRemoteAddr(),
                RequestId.of(http),
                Optional.ofNullable(http.header("X-Signet-Author")),
                Optional.ofNullable(http.header("X-Signet-Source")));
    }

    private Answer<Integer> number(String name, int otherwise) {
        Optional<String> written = query(name);
        return written.isPresent() ? integer(written.get()) : Answer.done(otherwise);
    }

    private static Answer<Integer> integer(String written) {
        try {
            return Answer.done(Integer.parseInt(written));
        } catch (NumberFormatException notANumber) {
            return ErrorCode.NOT_FOUND.refused();
        }
    }

    static Answer<Context> context(String written) {
        try {
            return Answer.done(Context.named(written));
        } catch (IllegalArgumentException invalid) {
            return ErrorCode.INVALID_SUBJECT.refused(written);
        }
    }
}

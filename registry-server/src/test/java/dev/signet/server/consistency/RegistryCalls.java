package dev.signet.server.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.schema.ErrorCode;
import dev.signet.server.consistency.Content.Whole;
import dev.signet.server.consistency.Reply.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks replicas over HTTP and reads what they say. Safe for concurrent use. */
final class RegistryCalls {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /** Whether the client waits for the answer. */
    enum Listening {
        TO_THE_END,
        /** It closes the connection when the answer begins, and never reads it. */
        UNTIL_IT_BEGINS
    }

    private record Message(String method, String path, String body) {}

    /** The reply; empty if nobody was there to ask. */
    Optional<Reply> ask(URI replica, Request request, Listening listening) {
        Message message = message(request);
        try {
            return Optional.of(
                    listening == Listening.TO_THE_END
                            ? reply(request, send(replica, message))
                            : hangUp(replica, message));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of(new Reply.Unknown());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(new Reply.Unknown());
        }
    }

    private HttpResponse<String> send(URI replica, Message message) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(replica.resolve(message.path()))
                .timeout(LIMIT)
                .method(
                        message.method(),
                        message.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(message.body()));
        if (!message.body().isEmpty()) {
            builder.header("Content-Type", TYPE);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    private static Reply hangUp(URI replica, Message message) throws IOException {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        String head =
                "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(message.method(), message.path(), replica.getAuthority(), TYPE, body.length);
        try (Socket socket = new Socket(replica.getHost(), replica.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            boolean decided = new String(status, StandardCharsets.US_ASCII).matches("HTTP/1.1 [24].*");
            return decided ? new Reply.Unread() : new Reply.Unknown();
        }
    }

    private Message message(Request request) {
        if (request instanceof Request.ChangeSet set) {
            return new Message("POST", "/signet/v1/changes?dryRun=false", body(set));
        }
        String versions = "/subjects/" + request.subject() + "/versions";
        if (request instanceof Request.Register register) {
            return new Message("POST", versions, body(register.content()));
        } else if (request instanceof Request.Check check) {
            return new Message("POST", "/compatibility" + versions, body(check.content()));
        } else if (request instanceof Request.ListVersions) {
            return new Message("GET", versions, "");
        } else if (request instanceof Request.Latest) {
            return new Message("GET", versions + "/latest", "");
        } else if (request instanceof Request.Version version) {
            return new Message("GET", versions + "/" + version.version(), "");
        } else if (request instanceof Request.ById byId) {
            return new Message("GET", "/schemas/ids/" + byId.id(), "");
        } else if (request instanceof Request.SetLevel set) {
            return new Message("PUT", "/config/" + set.subject(), "{\"compatibility\":\"" + set.level() + "\"}");
        } else if (request instanceof Request.Hide hide) {
            return new Message("DELETE", versions + "/" + hide.version(), "");
        }
        return new Message("DELETE", versions + "/" + ((Request.Remove) request).version() + "?permanent=true", "");
    }

    private String body(Request.ChangeSet set) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode changes = body.putArray("changes");
        for (Request change : set.changes()) {
            if (change instanceof Request.Register register) {
                changes.add(json(register.content()).put("subject", register.subject()));
            } else {
                Request.SetLevel level = (Request.SetLevel) change;
                changes.addObject()
                        .put("subject", level.subject())
                        .putObject("config")
                        .put("compatibility", level.level().name());
            }
        }
        return body.toString();
    }

    private String body(Content content) {
        return json(content).toString();
    }

    private ObjectNode json(Content content) {
        contents.putIfAbsent(content.text(), content);
        ObjectNode body = JSON.createObjectNode().put("schema", content.text());
        if (content instanceof Whole whole) {
            body.putArray("references")
                    .addObject()
                    .put("name", "Part")
                    .put("subject", whole.subject())
                    .put("version", whole.version());
        }
        return body;
    }

    private Reply reply(Request request, HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 500) {
            return new Reply.Unknown();
        }
        JsonNode body = JSON.readTree(response.body());
        if (body.has("changes")) {
            return several(request, body);
        }
        return response.statusCode() == 200 ? done(request, body) : new Reply.Refused(reason(request, body));
    }

    private static Reply several(Request request, JsonNode body) {
        List<Reply> replies = new ArrayList<>();
        for (JsonNode change : body.path("changes")) {
            replies.add(
                    switch (change.path("outcome").asText()) {
                        case "REFUSED" -> new Reply.Refused(reason(request, change));
                        case "CONFIGURED" -> new Reply.Done();
                        default ->
                            new Reply.Registered(
                                    change.path("id").asInt(),
                                    change.path("version").asInt());
                    });
        }
        return new Reply.Several(body.path("applied").asBoolean(), replies);
    }

    private static Reason reason(Request request, JsonNode body) {
        int code = body.path("error_code").asInt();
        if (code == ErrorCode.INCOMPATIBLE_SCHEMA.code()) {
            return Reason.INCOMPATIBLE;
        } else if (code == ErrorCode.REFERENCE_EXISTS.code()) {
            return Reason.REFERENCED;
        } else if (code == ErrorCode.INVALID_SCHEMA.code()) {
            return Reason.INVALID;
        } else if (code / 100 == 404) {
            return Reason.NOT_THERE;
        }
        throw new IllegalStateException(request + " was answered with " + body);
    }

    private Reply done(Request request, JsonNode body) {
        if (request instanceof Request.Register) {
            return new Reply.Registered(
                    body.path("id").asInt(), body.path("version").asInt());
        } else if (request instanceof Request.Check) {
            return new Reply.Judged(body.path("is_compatible").asBoolean());
        } else if (request instanceof Request.ListVersions) {
            List<Integer> numbers = new ArrayList<>();
            body.forEach(number -> numbers.add(number.asInt()));
            return new Reply.Versions(numbers);
        } else if (request instanceof Request.ById) {
            return new Reply.Text(content(body));
        } else if (request instanceof Request.Latest || request instanceof Request.Version) {
            return new Reply.Found(body.path("id").asInt(), body.path("version").asInt(), content(body));
        }
        return new Reply.Done();
    }

    private Content content(JsonNode body) {
        Content content = contents.get(body.path("schema").asText());
        if (content == null) {
            throw new IllegalStateException("a schema that nobody registered: " + body);
        }
        return content;
    }
}

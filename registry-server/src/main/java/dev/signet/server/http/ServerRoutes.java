package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.server.registry.Registry;
import java.util.List;
import java.util.Map;

/** What is about the server itself: its contexts, its name and version, and the associations that it does not have. */
final class ServerRoutes {
    private static final Map<String, Object> ID = Map.of(
            "scope",
            Map.of(
                    "path",
                    List.of(),
                    "clusters",
                    Map.of("kafka-cluster", "signet", "schema-registry-cluster", "signet")));

    private final Registry registry;
    private final BuildVersion version;

    ServerRoutes(Registry registry, BuildVersion version) {
        this.registry = registry;
        this.version = version;
    }

    void addTo(Routes routes) {
        routes.getOutside("/", call -> Answer.done(Reply.json(Map.of())));
        routes.postOutside("/", call -> Answer.done(Reply.json(Map.of())));
        routes.getOutside("/contexts", this::contexts);
        routes.deleteOutside("/contexts/{context}", this::deleteContext);
        routes.get("/v1/metadata/id", call -> Answer.done(Reply.json(ID)));
        routes.get("/v1/metadata/version", call -> Answer.done(Reply.json(version)));
        routes.get("/v1/metadata/deployment", call -> Answer.done(Reply.json(Map.of("attributes", List.of()))));
        // Serializers ask for these once a topic and fall back on the topic's name when there are none.
        routes.get("/associations/subjects/{subject}", call -> Answer.done(Reply.json(List.of())));
        routes.get("/associations/resources/{namespace}/{name}", call -> Answer.done(Reply.json(List.of())));
    }

    private Answer<Reply> contexts(Call call) {
        return call.page()
                .map(page -> registry.contexts(call.query("contextPrefix").orElse(""), page))
                .map(contexts -> Reply.json(contexts.stream().map(Context::name).toList()));
    }

    private Answer<Reply> deleteContext(Call call) {
        return call.home().equals(Context.GLOBAL)
                ? ErrorCode.INVALID_SUBJECT.refused(call.home().name())
                : registry.deleteContext(call.caller(), call.home()).map(gone -> Reply.nothing());
    }
}

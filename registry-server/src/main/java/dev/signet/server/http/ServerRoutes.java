package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.server.registry.Registry;
import java.util.List;
import java.util.Map;

/** What is about the server itself: its contexts, its name and version. */
final class ServerRoutes {
    private static final String NAME = "signet";
    private static final ServerId ID = new ServerId(new ServerId.Scope(List.of(), new ServerId.Clusters(NAME, NAME)));

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

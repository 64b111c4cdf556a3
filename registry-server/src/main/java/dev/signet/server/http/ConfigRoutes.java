package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.rest.ConfigRequest;
import dev.signet.server.registry.Inheritance;
import dev.signet.server.registry.Registry;
import java.util.List;

/** {@code /config}: the settings of subjects and contexts. */
final class ConfigRoutes {
    private final Registry registry;

    ConfigRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        for (String path : List.of("/config", "/config/{subject}")) {
            routes.get(path, this::read);
            routes.put(path, this::change);
            routes.delete(
                    path,
                    call -> registry.deleteConfig(call.caller(), call.scope()).map(ConfigBodies::read));
        }
    }

    private Answer<Reply> read(Call call) {
        Inheritance inheritance = call.flag("defaultToGlobal") ? Inheritance.IN_FORCE : Inheritance.OWN;
        return registry.config(call.scope(), inheritance).map(ConfigBodies::read);
    }

    private Answer<Reply> change(Call call) {
        Answer<ConfigRequest> body = call.bodyWithWarnings(ConfigRequest.class);
        body.asOptional().flatMap(ConfigBodies::unknownPolicy).ifPresent(warning -> call.warn(List.of(warning)));
        return body.then(ConfigBodies::change)
                .then(change -> registry.changeConfig(call.caller(), call.scope(), change))
                .map(ConfigBodies::written);
    }
}

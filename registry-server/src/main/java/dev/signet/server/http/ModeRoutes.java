package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.rest.FieldChange;
import dev.signet.schema.rest.ModeJson;
import dev.signet.schema.rest.ModeRequest;
import dev.signet.server.registry.Forced;
import dev.signet.server.registry.Inheritance;
import dev.signet.server.registry.Reach;
import dev.signet.server.registry.Registry;
import java.util.List;
import java.util.Optional;

/** {@code /mode}: what may be written in subjects and contexts. */
final class ModeRoutes {
    private final Registry registry;

    ModeRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        for (String path : List.of("/mode", "/mode/{subject}")) {
            routes.get(path, this::read);
            routes.put(path, this::change);
            routes.delete(path, this::delete);
        }
    }

    private Answer<Reply> read(Call call) {
        Inheritance inheritance = call.flag("defaultToGlobal") ? Inheritance.IN_FORCE : Inheritance.OWN;
        return registry.mode(call.scope(), inheritance).map(mode -> shown(Optional.of(mode)));
    }

    /** The reply repeats the request; a mode of {@code null} takes the scope's own mode away. */
    private Answer<Reply> change(Call call) {
        return call.bodyWithWarnings(ModeRequest.class).then(request -> {
            if (request.mode() instanceof FieldChange.Clear<String>) {
                return registry.deleteMode(call.caller(), call.scope(), Reach.SCOPE_ONLY)
                        .map(before -> Reply.json(new ModeJson(null)));
            }
            return mode(call, request)
                    .then(mode -> registry.changeMode(call.caller(), call.scope(), mode, forced(call)))
                    .map(changed -> Reply.json(new ModeJson(request.written())));
        });
    }

    private Answer<Reply> delete(Call call) {
        Reach reach = call.flag("recursive") ? Reach.WITH_ITS_SUBJECTS : Reach.SCOPE_ONLY;
        return registry.deleteMode(call.caller(), call.scope(), reach).map(ModeRoutes::shown);
    }

    /** A wrong name of the scope is said before a wrong mode. */
    private static Answer<Mode> mode(Call call, ModeRequest request) {
        Optional<Refusal> wrongName = call.scope().refusal();
        return wrongName.isPresent()
                ? wrongName.get().answer()
                : Answer.ofOptional(Mode.named(request.written()), ErrorCode.INVALID_MODE.refusal());
    }

    private static Forced forced(Call call) {
        return call.flag("force") ? Forced.YES : Forced.NO;
    }

    private static Reply shown(Optional<Mode> mode) {
        return Reply.json(new ModeJson(mode.map(Mode::name).orElse(null)));
    }
}

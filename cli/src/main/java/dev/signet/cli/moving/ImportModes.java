package dev.signet.cli.moving;

import dev.signet.cli.data.CannotStart;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import dev.signet.schema.rest.ModeJson;
import dev.signet.schema.rest.RestJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens scopes for import, and leaves them as they were, also when the process is told to stop. */
final class ImportModes implements AutoCloseable {
    private final RestWire wire;
    private final Inventory target;
    private final Map<Subject, Optional<Mode>> before = new LinkedHashMap<>();
    private final Thread whenStopped = new Thread(this::restore, "modes");

    ImportModes(RestWire wire, Inventory target) {
        this.wire = wire;
        this.target = target;
        Runtime.getRuntime().addShutdownHook(whenStopped);
    }

    /** Makes sure that versions can be imported into a subject. */
    void openForImport(Subject subject) {
        if (!inForce(subject).imports()) {
            open(target.scopeOfMode(subject)
                    .filter(scope -> !scope.context().equals(Context.GLOBAL))
                    .filter(scope -> !scope.name().isEmpty() || subject.name().isEmpty())
                    .orElse(new Subject(subject.context(), "")));
        }
    }

    /** Makes sure that settings and deletions can be written. */
    void openForWrites(Subject scope) {
        if (inForce(scope).isReadOnly()) {
            open(target.scopeOfMode(scope).orElse(scope));
        }
    }

    private synchronized Mode inForce(Subject scope) {
        for (Subject candidate : List.of(scope, new Subject(scope.context(), ""), new Subject(Context.GLOBAL, ""))) {
            if (before.containsKey(candidate)) {
                return Mode.IMPORT;
            }
            Optional<Mode> own = target.settings(candidate).mode();
            if (own.isPresent()) {
                return own.get();
            }
        }
        return Mode.READWRITE;
    }

    private synchronized void open(Subject scope) {
        if (before.containsKey(scope)) {
            return;
        }
        RestWire.Reply reply = put(scope, Mode.IMPORT);
        if (!reply.isDone()) {
            throw new CannotStart("The registry at " + wire.address() + " does not let '" + shown(scope)
                    + "' be switched to mode IMPORT: " + reply.reason() + ".");
        }
        before.put(scope, target.settings(scope).mode());
    }

    /** What a scope shall have from now on, also after this is closed. */
    synchronized Optional<String> settle(Subject scope, Mode mode) {
        RestWire.Reply reply = put(scope, mode);
        if (reply.isDone()) {
            before.remove(scope);
            return Optional.empty();
        }
        return Optional.of(reply.reason());
    }

    /** The scopes whose modes could not be put back. */
    synchronized List<String> restore() {
        List<String> stuck = new ArrayList<>();
        for (Map.Entry<Subject, Optional<Mode>> entry : List.copyOf(before.entrySet())) {
            Subject scope = entry.getKey();
            RestWire.Reply reply = entry.getValue()
                    .map(mode -> put(scope, mode))
                    .orElseGet(() -> wire.send("DELETE", RestPaths.mode(scope), null));
            if (reply.isDone() || reply.status() == 404) {
                before.remove(scope);
            } else {
                stuck.add(shown(scope) + ": " + reply.reason());
            }
        }
        return stuck;
    }

    private RestWire.Reply put(Subject scope, Mode mode) {
        return wire.send("PUT", RestPaths.mode(scope) + "?force=true", RestJson.bytes(new ModeJson(mode.name())));
    }

    static String shown(Subject scope) {
        return scope.qualified().isEmpty() ? "." : scope.qualified();
    }

    @Override
    public void close() {
        try {
            restore();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(whenStopped);
            } catch (IllegalStateException stopping) {
                // The hook runs already, and does the same.
            }
        }
    }
}

package dev.signet.cli.moving;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.export.ExportItem.State;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.ModeJson;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.rest.SchemaReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Reads a registry through the contract that all of them share. Subjects that have settings and no version cannot be
 * found that way; everything else is.
 */
final class RestReading {
    private static final int PAGE = 1_000;
    private static final int IN_FLIGHT = 12;

    private final RestWire wire;
    private final Workers workers;
    private final Map<VersionName, SchemaReply> found = new ConcurrentSkipListMap<>();
    private final Set<VersionName> live = new HashSet<>();

    private RestReading(RestWire wire, Workers workers) {
        this.wire = wire;
        this.workers = workers;
    }

    /** Reads everything. */
    static void read(RestWire wire, Inventory inventory) {
        try (Workers workers = new Workers(IN_FLIGHT)) {
            new RestReading(wire, workers).read(inventory);
        }
    }

    private void read(Inventory inventory) {
        List<Context> contexts = contexts();
        List<Subject> subjects = names("/subjects?deleted=true&subjectPrefix=" + RestWire.encoded(":*:"));
        list("true").forEach(reply -> found.put(name(reply), reply));
        Set<Subject> listed = new HashSet<>();
        found.keySet().forEach(named -> listed.add(named.subject()));
        // Older registries have no list of all versions, or one that knows no contexts.
        List<Subject> missing =
                subjects.stream().filter(subject -> !listed.contains(subject)).toList();
        workers.each(missing, this::readOneByOne);
        if (found.values().stream().anyMatch(reply -> reply.deleted() == null)) {
            list("false").forEach(reply -> live.add(name(reply)));
        }
        found.forEach((named, reply) -> item(named, reply, inventory));
        settings(contexts, subjects, inventory);
        new AssociationReading(wire).read(inventory);
    }

    private void item(VersionName named, SchemaReply reply, Inventory inventory) {
        Answer<SchemaText> schema = reply.schemaText();
        if (schema instanceof Answer.Refused<SchemaText> refused) {
            inventory.note(named + " cannot be moved: " + refused.refusal().message());
            return;
        }
        boolean deleted = reply.deleted() == null ? !live.contains(named) : reply.deleted();
        int id = Optional.ofNullable(reply.id()).orElse(-1);
        if (id < 0 || reply.schema() == null) {
            throw new RegistryUnavailableException("The registry at " + wire.address()
                    + " cannot be used: it tells no id or no text of " + named + ".");
        }
        inventory.accept(Versions.item(
                named,
                id,
                deleted ? State.DELETED : State.LIVE,
                schema.asOptional().orElseThrow()));
    }

    /** Pages until nothing more comes: a server may give less than a page at a time. */
    private List<SchemaReply> list(String deleted) {
        List<SchemaReply> all = new ArrayList<>();
        while (true) {
            RestWire.Reply reply = wire.get("/schemas?subjectPrefix=" + RestWire.encoded(":*:") + "&deleted=" + deleted
                    + "&offset=" + all.size() + "&limit=" + PAGE);
            if (reply.status() == 404 || reply.status() == 405) {
                return all;
            }
            List<SchemaReply> page = read(reply, new TypeReference<List<SchemaReply>>() {});
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
        }
    }

    private void readOneByOne(Subject subject) {
        String path = RestPaths.subject(subject) + "/versions";
        RestWire.Reply liveOnes = wire.get(path);
        Set<Integer> shown = liveOnes.status() == 404
                ? Set.of()
                : new HashSet<>(read(liveOnes, new TypeReference<List<Integer>>() {}));
        for (int number : read(wire.get(path + "?deleted=true"), new TypeReference<List<Integer>>() {})) {
            VersionName named = new VersionName(subject, new Version(number));
            SchemaReply reply =
                    read(wire.get(RestPaths.version(named) + "?deleted=true"), new TypeReference<SchemaReply>() {});
            // The versions of an alias are those of another subject.
            if (name(reply).equals(named)) {
                found.put(named, reply);
                if (shown.contains(number)) {
                    synchronized (live) {
                        live.add(named);
                    }
                }
            }
        }
    }

    private List<Context> contexts() {
        RestWire.Reply reply = wire.get("/contexts");
        Set<Context> contexts = new LinkedHashSet<>(List.of(Context.DEFAULT, Context.GLOBAL));
        if (reply.status() != 404) {
            read(reply, new TypeReference<List<String>>() {}).forEach(name -> contexts.add(Context.named(name)));
        }
        return List.copyOf(contexts);
    }

    private List<Subject> names(String path) {
        return read(wire.get(path), new TypeReference<List<String>>() {}).stream()
                .map(Subject::parse)
                .toList();
    }

    private void settings(List<Context> contexts, List<Subject> subjects, Inventory inventory) {
        List<Subject> scopes = new ArrayList<>();
        contexts.forEach(context -> scopes.add(new Subject(context, "")));
        Map<Subject, ScopeSettings> ofContexts = new ConcurrentSkipListMap<>(VersionName.SUBJECTS);
        workers.each(scopes, scope -> ofContexts.put(scope, settings(scope, inForce(scope))));
        ofContexts.forEach((scope, settings) -> inventory.accept(Versions.scope(scope, settings)));
        Map<Subject, ScopeSettings> ofSubjects = new ConcurrentSkipListMap<>(VersionName.SUBJECTS);
        List<Subject> named =
                subjects.stream().filter(subject -> !subject.name().isEmpty()).toList();
        workers.each(named, subject -> ofSubjects.put(subject, ofSubject(subject, ofContexts)));
        ofSubjects.forEach((subject, settings) -> inventory.accept(Versions.scope(subject, settings)));
    }

    /** A subject that sets nothing has what its context has in force, and need not be asked for that. */
    private ScopeSettings ofSubject(Subject subject, Map<Subject, ScopeSettings> ofContexts) {
        ScopeSettings above = ofContexts.getOrDefault(new Subject(subject.context(), ""), ScopeSettings.NONE);
        ScopeSettings own = settings(subject, above);
        return own.config().isPresent() ? settings(subject, inForce(subject)) : own;
    }

    private ScopeSettings inForce(Subject scope) {
        return ScopeSettings.of(config(scope, "?defaultToGlobal=true"), mode(scope, "?defaultToGlobal=true"));
    }

    private ScopeSettings settings(Subject scope, ScopeSettings otherwise) {
        Optional<ConfigReply> config = config(scope, "");
        Optional<Mode> mode = mode(scope, "");
        Optional<ConfigReply> inForce = otherwise.configInForce().or(otherwise::config);
        if (scope.qualified().isEmpty()) {
            // The root always answers; what is not in force there is not set there either.
            config = config.filter(own -> inForce.isEmpty() || inForce.get().equals(own));
            mode = mode.filter(own -> own != Mode.READWRITE);
        }
        return new ScopeSettings(
                config, inForce, mode, mode.or(otherwise::modeInForce).or(otherwise::mode));
    }

    private Optional<ConfigReply> config(Subject scope, String query) {
        RestWire.Reply reply = wire.get(RestPaths.config(scope) + query);
        return reply.status() == 404 ? Optional.empty() : Optional.of(read(reply, new TypeReference<ConfigReply>() {}));
    }

    private Optional<Mode> mode(Subject scope, String query) {
        RestWire.Reply reply = wire.get(RestPaths.mode(scope) + query);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(
                        read(reply, new TypeReference<ModeJson>() {}).mode())
                .orElse("");
        return Optional.of(Mode.named(name).orElseThrow(reply::unexpected));
    }

    private VersionName name(SchemaReply reply) {
        if (reply.subject() == null || reply.version() == null || reply.version() < 1) {
            throw new RegistryUnavailableException(
                    "The registry at " + wire.address() + " cannot be used: it lists a version without its name.");
        }
        return new VersionName(Subject.parse(reply.subject()), new Version(reply.version()));
    }

    private static <T> T read(RestWire.Reply reply, TypeReference<T> type) {
        if (!reply.isDone()) {
            throw reply.unexpected();
        }
        return RestJson.read(reply.body(), type).asOptional().orElseThrow(reply::unexpected);
    }
}

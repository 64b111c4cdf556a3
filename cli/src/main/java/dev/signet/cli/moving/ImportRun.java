package dev.signet.cli.moving;

import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Shown;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.RegisterReply;
import dev.signet.schema.rest.RegisterRequest;
import dev.signet.schema.rest.RestJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a registry hold what another one holds. It first looks at what is there and does only what is missing, so a run
 * that was cut is continued by the next one, and a run after a complete one writes nothing. For one thread.
 */
public final class ImportRun {
    private final RestWire wire;
    private final Inventory source;
    private final Inventory target;
    private final Report report;
    private final ImportPlan plan;
    private final AssociationImport associations;
    private final Set<VersionName> failed = Collections.synchronizedSet(new HashSet<>());
    private final long steps;
    private long done;

    /**
     * A run from one registry into another.
     *
     * @param wire the other registry
     * @param source what the one holds
     * @param target what the other one holds
     */
    public ImportRun(RestWire wire, Inventory source, Inventory target, Report report) {
        this.wire = wire;
        this.source = source;
        this.target = target;
        this.report = report;
        this.plan = new ImportPlan(source, target);
        this.associations = new AssociationImport(wire, source, target);
        this.steps = (long) plan.posts().size()
                + plan.hides().size()
                + associations.changes().size()
                + source.scopes().size();
    }

    /** Tells what a run would do, as if all of it were done. */
    public void tell() {
        reportPlanned();
        Set<VersionName> written = new HashSet<>();
        plan.posts().forEach(item -> written.add(VersionName.of(item)));
        plan.hides().forEach(item -> written.add(VersionName.of(item)));
        source.versions().forEach((named, item) -> {
            if (written.contains(named) && !plan.isRevived(named)) {
                imported(item);
            }
        });
        plan.ids()
                .forEach(step -> report.item(
                        Outcome.IMPORTED,
                        "id",
                        step.id().context() + " " + step.id().id(),
                        "" + step.id().guid()));
        associations.changes().forEach(items -> items.forEach(item -> associated(item, Optional.empty())));
        for (Subject scope : source.scopes()) {
            changedConfig(scope).ifPresent(config -> report("config", scope, Optional.empty(), config));
            changedMode(scope).ifPresent(mode -> report("mode", scope, Optional.empty(), mode));
        }
    }

    /**
     * Does what is missing.
     *
     * @param inFlight how many requests at a time
     * @return scopes whose mode could not be put back, and why
     */
    public List<String> run(int inFlight) {
        reportPlanned();
        try (Workers workers = new Workers(inFlight);
                ImportModes modes = new ImportModes(wire, target)) {
            post(workers, modes);
            bringIds(modes);
            hide(workers, modes);
            configs(workers, modes);
            associate(workers, modes);
            modes(modes);
            return modes.restore();
        }
    }

    private void reportPlanned() {
        plan.there().forEach(item -> item(Outcome.THERE, item, "id " + item.id()));
        plan.refused().forEach((item, why) -> item(Outcome.REFUSED, item, why));
        associations.there().forEach(item -> associated(Outcome.THERE, item, AssociationImport.detail(item)));
    }

    private void post(Workers workers, ImportModes modes) {
        plan.posts().stream().map(ExportItem.OfVersion::subject).distinct().forEach(modes::openForImport);
        Order order = Order.of(plan.posts());
        order.circular().forEach(item -> {
            failed.add(VersionName.of(item));
            item(Outcome.REFUSED, item, "it refers to itself, directly or through others");
        });
        for (List<ExportItem.OfVersion> level : order.levels()) {
            workers.each(bySubject(level), items -> items.forEach(this::post));
        }
    }

    /** Versions of one subject wait for each other anyway. */
    private static Collection<List<ExportItem.OfVersion>> bySubject(List<ExportItem.OfVersion> items) {
        Map<Subject, List<ExportItem.OfVersion>> groups = new LinkedHashMap<>();
        items.forEach(item ->
                groups.computeIfAbsent(item.subject(), any -> new ArrayList<>()).add(item));
        return groups.values();
    }

    private void post(ExportItem.OfVersion item) {
        VersionName named = VersionName.of(item);
        Optional<String> refusal = post(item, item.schema(), item.id());
        if (refusal.isPresent()) {
            failed.add(named);
            item(Outcome.REFUSED, item, refusal.get());
            step();
            return;
        }
        if (!plan.isRevived(named) && item.state() == ExportItem.State.LIVE) {
            imported(item);
        }
        step();
    }

    /** One after the other: a version brings several. */
    private void bringIds(ImportModes modes) {
        for (ImportPlan.IdStep step : plan.ids()) {
            String name = step.id().context() + " " + step.id().id();
            Optional<ExportItem.OfVersion> carrier =
                    step.carrier().filter(item -> !failed.contains(VersionName.of(item)));
            if (carrier.isEmpty() || step.schema().isEmpty()) {
                report.item(Outcome.REFUSED, "id", name, "there is no version that could bring it along");
                continue;
            }
            ExportItem.OfVersion item = carrier.get();
            modes.openForImport(item.subject());
            Optional<String> refusal = post(item, step.schema().get(), step.id().id());
            Optional<String> stuck = post(item, item.schema(), item.id());
            Optional<String> why = refusal.or(() -> stuck);
            report.item(
                    why.isPresent() ? Outcome.REFUSED : Outcome.IMPORTED,
                    "id",
                    name,
                    why.orElse("" + step.id().guid()));
        }
    }

    private Optional<String> post(ExportItem.OfVersion item, SchemaText schema, SchemaId id) {
        RegisterRequest plain = RegisterRequest.of(schema);
        RegisterRequest request = new RegisterRequest(
                plain.schema(),
                plain.schemaType(),
                plain.references(),
                plain.metadata(),
                plain.ruleSet(),
                item.version().number(),
                id.value(),
                null,
                null,
                null);
        RestWire.Reply reply =
                wire.send("POST", RestPaths.subject(item.subject()) + "/versions", RestJson.bytes(request));
        if (!reply.isDone()) {
            return Optional.of(reply.reason());
        }
        RegisterReply stored =
                RestJson.read(reply.body(), RegisterReply.class).asOptional().orElseThrow(reply::unexpected);
        boolean asAsked = Integer.valueOf(id.value()).equals(stored.id())
                && (stored.version() == null
                        || stored.version() == item.version().number());
        return asAsked
                ? Optional.empty()
                : Optional.of("the registry answered with version " + stored.version() + ", id " + stored.id());
    }

    private void hide(Workers workers, ImportModes modes) {
        List<ExportItem.OfVersion> items = plan.hides().stream()
                .filter(item -> !failed.contains(VersionName.of(item)))
                .toList();
        items.stream().map(ExportItem.OfVersion::subject).distinct().forEach(modes::openForWrites);
        List<List<ExportItem.OfVersion>> levels =
                new ArrayList<>(Order.of(items).levels());
        Collections.reverse(levels);
        for (List<ExportItem.OfVersion> level : levels) {
            workers.each(bySubject(level), group -> group.forEach(this::hide));
        }
    }

    private void hide(ExportItem.OfVersion item) {
        RestWire.Reply reply = wire.send("DELETE", RestPaths.version(VersionName.of(item)), null);
        boolean gone = reply.isDone() || reply.code() == dev.signet.schema.ErrorCode.VERSION_SOFT_DELETED.code();
        if (!gone) {
            item(Outcome.REFUSED, item, "it is there, but cannot be soft-deleted: " + reply.reason());
        } else if (!plan.isRevived(VersionName.of(item))) {
            imported(item);
        }
        step();
    }

    private void configs(Workers workers, ImportModes modes) {
        Map<Subject, ConfigReply> changes = new TreeMap<>(VersionName.SUBJECTS);
        for (Subject scope : source.scopes()) {
            changedConfig(scope).ifPresent(config -> changes.put(scope, config));
            step();
        }
        changes.keySet().forEach(modes::openForWrites);
        // An alias would lead the others astray, so what it points at is written first: contexts, then subjects.
        workers.each(changes.entrySet(), change -> config(change.getKey(), change.getValue()));
    }

    private void config(Subject scope, ConfigReply config) {
        Optional<String> refusal = Optional.empty();
        for (byte[] body : ConfigPut.bodies(config, target.settings(scope).config())) {
            RestWire.Reply reply = wire.send("PUT", RestPaths.config(scope), body);
            if (!reply.isDone()) {
                refusal = Optional.of(reply.reason());
            }
        }
        report("config", scope, refusal, config);
    }

    /** Once all versions are as they should be: what is associated can hardly be deleted any more. */
    private void associate(Workers workers, ImportModes modes) {
        associations.changes().forEach(items -> items.forEach(item -> modes.openForWrites(item.subject())));
        workers.each(associations.changes(), items -> {
            Optional<String> refusal = associations.put(items);
            items.forEach(item -> associated(item, refusal));
            step();
        });
    }

    private void associated(ExportItem.OfAssociation item, Optional<String> refusal) {
        associated(
                refusal.isPresent() ? Outcome.REFUSED : Outcome.IMPORTED,
                item,
                refusal.orElse(AssociationImport.detail(item)));
    }

    private synchronized void associated(Outcome outcome, ExportItem.OfAssociation item, String detail) {
        report.item(outcome, "association", AssociationName.of(item).toString(), detail);
    }

    /** The config that a scope must get; empty if it has it, or the source sets none. */
    private Optional<ConfigReply> changedConfig(Subject scope) {
        Optional<ConfigReply> wanted = source.settings(scope).config();
        Optional<ConfigReply> present = target.settings(scope).config();
        if (wanted.isPresent() && wanted.equals(present)) {
            scope(Outcome.THERE, "config", scope, Shown.start(RestJson.bytes(wanted.get()), 200));
            return Optional.empty();
        }
        return wanted;
    }

    private void modes(ImportModes modes) {
        for (Subject scope : source.scopes()) {
            changedMode(scope).ifPresent(mode -> report("mode", scope, modes.settle(scope, mode), mode));
        }
    }

    private Optional<Mode> changedMode(Subject scope) {
        Optional<Mode> wanted = source.settings(scope).mode();
        if (wanted.isPresent() && wanted.equals(target.settings(scope).mode())) {
            scope(Outcome.THERE, "mode", scope, wanted.get().name());
            return Optional.empty();
        }
        return wanted;
    }

    private void report(String kind, Subject scope, Optional<String> refusal, Object value) {
        String shown = value instanceof ConfigReply ? Shown.start(RestJson.bytes(value), 200) : value.toString();
        scope(refusal.isPresent() ? Outcome.REFUSED : Outcome.IMPORTED, kind, scope, refusal.orElse(shown));
    }

    private synchronized void scope(Outcome outcome, String kind, Subject scope, String detail) {
        report.item(outcome, kind, ImportModes.shown(scope), detail);
    }

    private void imported(ExportItem.OfVersion item) {
        item(
                Outcome.IMPORTED,
                item,
                "id " + item.id() + (item.state() == ExportItem.State.DELETED ? ", soft-deleted" : ""));
    }

    private synchronized void item(Outcome outcome, ExportItem.OfVersion item, String detail) {
        report.item(outcome, "version", VersionName.of(item).toString(), detail);
    }

    private synchronized void step() {
        done++;
        report.progress(steps == 0 ? 1 : (double) done / steps, done);
    }
}

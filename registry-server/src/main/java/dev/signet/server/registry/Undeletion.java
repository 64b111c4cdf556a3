package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Aliases;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Permission;
import dev.signet.server.registry.AuditEntry.Action;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings soft-deleted versions back under their numbers and ids. They become part of the history again, so what holds
 * for a history must hold then: what they refer to is live and no topic's own, and at the level in force each version may follow those
 * before it. What is live already is the answer, whatever the mode.
 */
final class Undeletion {
    /** More than any request needs unless others change the subject all the time. */
    private static final int LIMIT = 24;

    private final SchemaStore store;
    private final ConfigResolution resolution;
    private final ParsedSchemas parsedSchemas;

    Undeletion(SchemaStore store, ConfigResolution resolution, ParsedSchemas parsedSchemas) {
        this.store = store;
        this.resolution = resolution;
        this.parsedSchemas = parsedSchemas;
    }

    Answer<Version> undeleteVersion(Caller caller, Subject named, VersionSelector selector, Enforcement enforcement) {
        return undelete(caller, new Request<>(named, enforcement, state -> one(state, selector)));
    }

    Answer<List<Version>> undeleteSubject(Caller caller, Subject named, Enforcement enforcement) {
        return undelete(caller, new Request<>(named, enforcement, Undeletion::all));
    }

    /**
     * What a client asks for.
     *
     * @param named the subject that it names
     * @param enforcement whether the history must be compatible
     * @param planning what is to come back
     */
    private record Request<T>(Subject named, Enforcement enforcement, Planning<T> planning) {}

    private interface Planning<T> {
        Step<Plan<T>> plan(SubjectState state);
    }

    /**
     * What is to come back.
     *
     * @param answer what the caller gets
     * @param versions the versions; none if there is nothing to do
     * @param action for the audit trail
     */
    private record Plan<T>(T answer, List<VersionRow> versions, Action action) {
        List<Version> numbers() {
            return versions.stream().map(VersionRow::version).toList();
        }
    }

    /** What one request has gathered so far. */
    private static final class Gathered {
        private final Map<ContextId, ParsedContent> schemas = new HashMap<>();
        private Subject subject;

        Gathered(Subject subject) {
            this.subject = subject;
        }

        Footprint footprint(Subject named) {
            Set<Target> targets = new HashSet<>();
            schemas.values().forEach(schema -> targets.addAll(targets(schema)));
            return Footprint.ofSubjects(named, subject).withTargets(targets);
        }

        ContextId id(VersionRow row) {
            return new ContextId(subject.context(), row.id());
        }

        ParsedContent schema(VersionRow row) {
            return Objects.requireNonNull(schemas.get(id(row)));
        }

        /** What the references of a schema point at, in their order. */
        List<Target> targets(ParsedContent schema) {
            return schema.content().schema().references().stream()
                    .map(reference ->
                            new Target(Subject.parse(reference.subject(), subject.context()), reference.version()))
                    .toList();
        }
    }

    private <T> Answer<T> undelete(Caller caller, Request<T> request) {
        if (!Subject.isWritable(request.named().qualified())) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(request.named().qualified());
        }
        Gathered gathered = new Gathered(request.named());
        for (int attempt = 0; attempt < LIMIT; attempt++) {
            Footprint footprint = gathered.footprint(request.named());
            Decision<T> decision = decide(request, gathered, store.snapshot(footprint));
            if (decision instanceof Decision.Write<T>) {
                decision = store.update(caller, footprint, snapshot -> decide(request, gathered, snapshot));
            }
            if (decision instanceof Decision.Write<T> write) {
                return Answer.done(write.answer());
            }
            if (decision instanceof Decision.Answered<T> answered) {
                return answered.answer();
            }
            supply(gathered, ((Decision.Prepare<T>) decision).wanted());
        }
        throw new StoreTimedOutException(
                "Subject '" + gathered.subject + "' was changed by others too often for the undeletion to get through");
    }

    private void supply(Gathered gathered, Wanted wanted) {
        if (wanted instanceof Wanted.ActualSubject actual) {
            gathered.subject = actual.subject();
            gathered.schemas.clear();
        } else if (wanted instanceof Wanted.Parsed missing) {
            gathered.schemas.putAll(parsedSchemas.load(missing.ids()));
        } else {
            throw new IllegalStateException("an undeletion has no use for " + wanted);
        }
    }

    private <T> Decision<T> decide(Request<T> request, Gathered gathered, Snapshot snapshot) {
        Subject actual = Aliases.behind(snapshot, request.named());
        if (!actual.equals(gathered.subject)) {
            return Decision.prepare(new Wanted.ActualSubject(actual));
        }
        SubjectState state = snapshot.subject(actual);
        return request.planning().plan(state).decide(plan -> {
            if (plan.versions().isEmpty()) {
                return Decision.answered(plan.answer());
            }
            Mode mode = ConfigResolution.mode(snapshot, actual);
            Optional<Refusal> readOnly = Permission.refusalToWrite(mode, actual);
            if (readOnly.isPresent()) {
                return Decision.refused(readOnly.get());
            }
            // As for registrations: where schemas are imported, none is compared.
            Enforcement enforcement = mode.imports() ? Enforcement.SKIPPED : request.enforcement();
            return decide(gathered, snapshot, check(snapshot, state, plan, enforcement), plan);
        });
    }

    private HistoryCheck check(Snapshot snapshot, SubjectState state, Plan<?> plan, Enforcement enforcement) {
        Set<Version> back = Set.copyOf(plan.numbers());
        ConfigSettings config = resolution.config(snapshot, state.subject());
        return new HistoryCheck(
                state.subject(),
                enforcement == Enforcement.ENFORCED
                        ? config.compatibilityLevel().orElseThrow()
                        : CompatibilityLevel.NONE,
                config.compatibilityGroup(),
                state.versions().stream()
                        .filter(row -> !row.deleted() || back.contains(row.version()))
                        .toList(),
                back);
    }

    private static <T> Decision<T> decide(Gathered gathered, Snapshot snapshot, HistoryCheck check, Plan<T> plan) {
        Set<ContextId> missing = new HashSet<>();
        plan.versions().forEach(row -> missing.add(gathered.id(row)));
        check.needed().forEach(row -> missing.add(gathered.id(row)));
        missing.removeAll(gathered.schemas.keySet());
        if (!missing.isEmpty()) {
            return Decision.prepare(new Wanted.Parsed(missing));
        }
        Optional<Refusal> refusal = badReference(gathered, snapshot, plan).or(() -> check.refusal(gathered.schemas));
        return refusal.isPresent()
                ? Decision.refused(refusal.get())
                : new Decision.Write<>(
                        plan.answer(),
                        List.of(new Change.RestoreVersions(gathered.subject, plan.numbers())),
                        audit(gathered.subject, plan));
    }

    private static Optional<Refusal> badReference(Gathered gathered, Snapshot snapshot, Plan<?> plan) {
        return plan.versions().stream()
                .flatMap(row -> gathered.targets(gathered.schema(row)).stream()
                        .flatMap(target -> badReference(gathered, snapshot, plan, new Use(row, target)).stream()))
                .findFirst();
    }

    /** A reference of a version that is to come back. */
    private record Use(VersionRow row, Target target) {}

    private static Optional<Refusal> badReference(Gathered gathered, Snapshot snapshot, Plan<?> plan, Use use) {
        Target target = use.target();
        boolean own = target.subject().equals(gathered.subject);
        boolean comesBack = own && plan.numbers().contains(new Version(target.version()));
        Optional<TargetRow> live = snapshot.target(target).filter(found -> !found.deleted());
        if (live.isEmpty() && !comesBack) {
            return Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                    "Version %s of subject '%s' refers to version %d of subject '%s', which is deleted; undelete that one first"
                            .formatted(
                                    use.row().version(),
                                    gathered.subject.qualified(),
                                    target.version(),
                                    target.subject().qualified())));
        }
        // A topic may have become the owner since.
        return live.filter(found -> found.owned() && !own).map(found -> Permission.owned(target.subject()));
    }

    private static AuditEntry audit(Subject subject, Plan<?> plan) {
        Optional<VersionRow> single = plan.action() == Action.UNDELETE_VERSION
                ? Optional.of(plan.versions().get(0))
                : Optional.empty();
        return new AuditEntry(
                plan.action(),
                subject,
                single.map(VersionRow::version),
                single.map(VersionRow::id),
                single.isPresent() ? "" : plan.numbers().toString());
    }

    private static Step<Plan<Version>> one(SubjectState state, VersionSelector selector) {
        if (state.isEmpty()) {
            return Step.refused(
                    ErrorCode.SUBJECT_NOT_FOUND.refusal(state.subject().qualified()));
        }
        Optional<VersionRow> row = state.selected(selector, Deleted.INCLUDED);
        if (row.isEmpty()) {
            Object written = selector instanceof VersionSelector.Exact exact ? exact.version() : "-1";
            return Step.refused(ErrorCode.VERSION_NOT_FOUND.refusal(written));
        }
        return Step.ready(new Plan<>(
                row.get().version(), row.filter(VersionRow::deleted).stream().toList(), Action.UNDELETE_VERSION));
    }

    /** A subject with live versions was not deleted: there is nothing to bring back. */
    private static Step<Plan<List<Version>>> all(SubjectState state) {
        if (state.isEmpty()) {
            return Step.refused(
                    ErrorCode.SUBJECT_NOT_FOUND.refusal(state.subject().qualified()));
        }
        List<VersionRow> hidden = state.hasLive() ? List.of() : state.versions();
        return Step.ready(
                new Plan<>(hidden.stream().map(VersionRow::version).toList(), hidden, Action.UNDELETE_SUBJECT));
    }
}

package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the edits of a resource's associations come to, one after the other. Confined to one thread and to one snapshot.
 */
final class AssociationPlan {
    private final Resource resource;
    private final Snapshot snapshot;
    private final Map<AssociationType, Association> before = new EnumMap<>(AssociationType.class);
    private final Map<AssociationType, Association> after = new EnumMap<>(AssociationType.class);
    private final List<Association> results = new ArrayList<>();
    private final Set<Subject> taken = new HashSet<>();

    private AssociationPlan(Resource resource, Snapshot snapshot) {
        this.resource = resource;
        this.snapshot = snapshot;
        snapshot.associations().stream()
                .filter(found -> found.resource().isSameAs(resource))
                .forEach(found -> before.put(found.type(), found));
        after.putAll(before);
    }

    /**
     * The plan; refused at the first edit that cannot be.
     *
     * @param snapshot shows the resource, and the subjects that the edits and its associations name
     */
    static Answer<AssociationPlan> of(Resource resource, List<AssociationEdit> edits, Snapshot snapshot) {
        AssociationPlan plan = new AssociationPlan(resource, snapshot);
        Optional<Refusal> misnamed = plan.misnamed();
        if (misnamed.isPresent()) {
            return misnamed.get().answer();
        }
        for (AssociationEdit edit : edits) {
            Optional<Refusal> refusal = edit instanceof AssociationEdit.Put put
                    ? plan.put(put)
                    : plan.remove((AssociationEdit.Remove) edit);
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
        }
        Optional<Refusal> refusal = plan.disagreement();
        return refusal.isPresent() ? refusal.get().answer() : Answer.done(plan);
    }

    /** The associations that were put, in the order of the edits. */
    List<Association> results() {
        return List.copyOf(results);
    }

    /** The subjects of the resource's associations, before and after. */
    Set<Subject> subjects() {
        Set<Subject> subjects = new HashSet<>(taken);
        before.values().forEach(found -> subjects.add(found.subject()));
        after.values().forEach(found -> subjects.add(found.subject()));
        return subjects;
    }

    /** Whether something is written. */
    boolean changes() {
        return !before.equals(after);
    }

    /**
     * Why the plan may not be carried out.
     *
     * @param provided subjects that get a version before it is
     */
    Optional<Refusal> refusal(Set<Subject> provided) {
        for (Association wanted : after.values()) {
            if (!wanted.equals(before.get(wanted.type()))) {
                Optional<Refusal> refusal = refusal(wanted, provided);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return subjects().stream()
                .filter(subject -> changes())
                .flatMap(subject -> readOnly(subject).stream())
                .findFirst()
                .or(() -> taken.stream()
                        .flatMap(subject -> referred(subject).stream())
                        .findFirst());
    }

    List<Change> written() {
        List<Change> changes = new ArrayList<>();
        before.forEach((type, gone) -> {
            Association left = after.get(type);
            if (left == null || !left.guid().equals(gone.guid())) {
                changes.add(new Change.DropAssociation(gone));
            }
        });
        after.forEach((type, wanted) -> {
            if (!wanted.equals(before.get(type))) {
                changes.add(new Change.PutAssociation(wanted));
            }
        });
        for (Subject subject : taken) {
            List<Version> live = snapshot.subject(subject).newestFirst(Deleted.EXCLUDED).stream()
                    .map(VersionRow::version)
                    .toList();
            if (!live.isEmpty()) {
                changes.add(new Change.HideVersions(subject, live));
            }
        }
        return changes;
    }

    AuditEntry audit() {
        List<String> left = after.values().stream()
                .map(found -> "%s %s %s%s"
                        .formatted(
                                found.type().written(),
                                found.subject().qualified(),
                                found.lifecycle(),
                                found.frozen() ? " frozen" : ""))
                .toList();
        Subject first = subjects().stream().sorted().findFirst().orElseThrow();
        return AuditEntry.of(
                AuditEntry.Action.CHANGE_ASSOCIATIONS,
                first,
                "%s: %s%s".formatted(resource, left, taken.isEmpty() ? "" : ", deleted " + taken));
    }

    /** An id stands for one name, and a name for one id. */
    private Optional<Refusal> misnamed() {
        return before.values().stream()
                .filter(found -> !found.resource().equals(resource))
                .findFirst()
                .map(found -> ErrorCode.RESOURCE_ASSOCIATED.refusal(
                        found.type().written(),
                        found.resource(),
                        found.subject().qualified()));
    }

    private Optional<Refusal> put(AssociationEdit.Put put) {
        Association present = after.get(put.type());
        if (present == null) {
            return add(put);
        }
        Lifecycle lifecycle = put.lifecycle().orElse(present.lifecycle());
        boolean frozen = put.frozen().orElse(present.frozen());
        boolean otherSubject =
                put.subject().filter(named -> !named.equals(present.subject())).isPresent();
        boolean same = lifecycle == present.lifecycle() && frozen == present.frozen();
        if (otherSubject || !same && put.existing() == AssociationEdit.Existing.KEPT) {
            return Optional.of(ErrorCode.RESOURCE_ASSOCIATED.refusal(
                    put.type().written(), present.resource(), present.subject().qualified()));
        }
        if (!same && present.frozen()) {
            return Optional.of(frozen(present));
        }
        Association wanted = same ? present : present.with(lifecycle, frozen, snapshot.now());
        after.put(put.type(), wanted);
        results.add(wanted);
        return Optional.empty();
    }

    private Optional<Refusal> add(AssociationEdit.Put put) {
        if (put.schema().isPresent() && put.existing() == AssociationEdit.Existing.UPDATED) {
            return Optional.of(ErrorCode.INVALID_ASSOCIATION.refusal(
                    ("The resource '%s' has no association of type '%s' yet; a new one that brings a schema is created "
                                    + "with POST /associations, or with the opType CREATE")
                            .formatted(resource, put.type().written())));
        }
        if (put.subject().isEmpty()) {
            return Optional.of(ErrorCode.INVALID_ASSOCIATION.refusal(
                    "The association of type '%s' of resource '%s' needs a subject, or a schema for one of its own"
                            .formatted(put.type().written(), resource)));
        }
        Lifecycle lifecycle = put.lifecycle().orElse(put.schema().isPresent() ? Lifecycle.STRONG : Lifecycle.WEAK);
        Instant now = snapshot.now();
        Association wanted = new Association(
                guid(put.type(), put.subject().get(), now),
                resource,
                put.type(),
                put.subject().get(),
                lifecycle,
                put.frozen().orElse(lifecycle.frozenByDefault()),
                now,
                now);
        after.put(put.type(), wanted);
        results.add(wanted);
        return Optional.empty();
    }

    /** Out of the snapshot alone, so that the same decision gives the same name. */
    private UUID guid(AssociationType type, Subject subject, Instant now) {
        String name = String.join("\n", resource.toString(), type.written(), subject.qualified(), now.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Refusal> remove(AssociationEdit.Remove remove) {
        boolean cascades = remove.cascade() == AssociationEdit.Cascade.YES;
        List<Association> gone = after.values().stream()
                .filter(found -> remove.types()
                        .map(types -> types.contains(found.type()))
                        .orElse(true))
                .toList();
        if (gone.isEmpty()) {
            return Optional.of(ErrorCode.ASSOCIATION_NOT_FOUND.refusal(resource.id()));
        }
        for (Association association : gone) {
            if (association.frozen() && !cascades) {
                return Optional.of(frozen(association));
            }
            after.remove(association.type());
            results.remove(association);
            if (cascades && association.lifecycle() == Lifecycle.STRONG) {
                taken.add(association.subject());
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> disagreement() {
        long lifecycles =
                after.values().stream().map(Association::lifecycle).distinct().count();
        return lifecycles <= 1
                ? Optional.empty()
                : Optional.of(ErrorCode.INVALID_ASSOCIATION.refusal(
                        "All associations of resource '%s' must have one lifecycle, but %s"
                                .formatted(
                                        resource,
                                        after.values().stream()
                                                .map(found -> found.type().written() + " would be " + found.lifecycle())
                                                .toList())));
    }

    private Optional<Refusal> refusal(Association wanted, Set<Subject> provided) {
        Subject subject = wanted.subject();
        Optional<Refusal> shared = snapshot.associations(subject).stream()
                .filter(other -> !other.equals(before.get(other.type())))
                .findFirst()
                .flatMap(other -> shared(wanted, other));
        if (shared.isPresent()) {
            return shared;
        }
        boolean both = after.values().stream()
                        .filter(found -> found.subject().equals(subject))
                        .count()
                > 1;
        if (both && wanted.lifecycle() == Lifecycle.STRONG) {
            return Optional.of(ErrorCode.SUBJECT_OWNED.refusal(subject.qualified(), resource));
        }
        if (!provided.contains(subject) && !snapshot.subject(subject).hasLive()) {
            return Optional.of(ErrorCode.NO_ACTIVE_VERSION.refusal(subject.qualified()));
        }
        return wanted.lifecycle() == Lifecycle.STRONG ? referred(subject) : Optional.empty();
    }

    private static Optional<Refusal> shared(Association wanted, Association other) {
        if (other.lifecycle() == Lifecycle.STRONG) {
            return Optional.of(ErrorCode.SUBJECT_OWNED.refusal(wanted.subject().qualified(), other.resource()));
        }
        return wanted.lifecycle() == Lifecycle.STRONG
                ? Optional.of(
                        ErrorCode.SUBJECT_ASSOCIATED.refusal(wanted.subject().qualified(), other.resource()))
                : Optional.empty();
    }

    /** What one resource owns is not for the schemas of others. */
    private Optional<Refusal> referred(Subject subject) {
        return snapshot.subject(subject).newestFirst(Deleted.EXCLUDED).stream()
                .filter(row -> row.referrers().liveElsewhere())
                .findFirst()
                .map(row -> ErrorCode.REFERENCE_EXISTS.refusal(subject.qualified(), row.version()));
    }

    private Optional<Refusal> readOnly(Subject subject) {
        return Permission.refusalToWrite(ConfigResolution.mode(snapshot, subject), subject);
    }

    private static Refusal frozen(Association association) {
        return ErrorCode.ASSOCIATION_FROZEN.refusal(association.type().written(), association.resource());
    }
}

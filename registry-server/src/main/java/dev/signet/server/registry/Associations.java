package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.VersionSelector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which topics use which subjects: use cases of a {@link Registry}. Schemas that come with an association are registered
 * first, once it is known that nothing speaks against the association; then all associations of the request are written
 * at once. Safe for concurrent use.
 */
public final class Associations {
    /** More than any request needs unless others change the resource all the time. */
    private static final int LIMIT = 8;

    private final SchemaStore store;
    private final Registry registry;

    Associations(SchemaStore store, Registry registry) {
        this.store = store;
        this.registry = registry;
    }

    /**
     * An association that was put.
     *
     * @param association the association
     * @param schema the schema that came along, as it was registered
     */
    public record Associated(Association association, Optional<SubjectSchema> schema) {}

    /** Whether a request is carried out or only judged. */
    public enum Execution {
        FOR_GOOD,
        DRY
    }

    /** Of a subject. */
    public List<Association> of(Subject subject, AssociationFilter filter, Page page) {
        return Subject.isWritable(subject.qualified()) ? shown(store.associationsOf(subject), filter, page) : List.of();
    }

    /** Of a resource, by its id; none if nobody knows it. */
    public List<Association> ofResource(String resourceId, AssociationFilter filter, Page page) {
        return UnicodeText.isWellFormed(resourceId)
                ? shown(store.associationsOfResource(resourceId), filter, page)
                : List.of();
    }

    /** Of resources by name; none if nobody knows them. An empty namespace or name stands for all. */
    public List<Association> named(
            Optional<String> namespace, Optional<String> name, AssociationFilter filter, Page page) {
        boolean possible = Stream.of(namespace, name).flatMap(Optional::stream).allMatch(UnicodeText::isWellFormed);
        return possible ? shown(store.associationsNamed(namespace, name), filter, page) : List.of();
    }

    /** The associations with the latest schemas of their subjects. */
    public List<Associated> withSchemas(List<Association> associations) {
        return associations.stream()
                .map(association -> new Associated(
                        association, store.version(association.subject(), VersionSelector.LATEST, Deleted.EXCLUDED)))
                .toList();
    }

    /** Carries out the edits, all or none, and answers with the associations that were put, in their order. */
    public Answer<List<Associated>> edit(
            Caller caller, Resource resource, List<AssociationEdit> edits, Execution execution) {
        Optional<Refusal> invalid = refusal(resource, edits);
        if (invalid.isPresent()) {
            return invalid.get().answer();
        }
        Set<Subject> provided = new HashSet<>();
        return planned(resource, edits).then(plan -> {
            schemas(edits, plan).forEach(wish -> provided.add(wish.subject()));
            Optional<Refusal> refusal = plan.refusal(provided);
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
            return execution == Execution.DRY
                    ? judged(schemas(edits, plan), plan)
                    : registered(caller, schemas(edits, plan))
                            .then(schemas -> written(caller, resource, edits)
                                    .map(associations -> together(associations, schemas)));
        });
    }

    private static List<Association> shown(List<Association> all, AssociationFilter filter, Page page) {
        return page.of(all.stream().filter(filter::admits).toList());
    }

    /** What is wrong with a request whatever the store holds. */
    private static Optional<Refusal> refusal(Resource resource, List<AssociationEdit> edits) {
        if (!resource.isValid()) {
            return Optional.of(ErrorCode.INVALID_ASSOCIATION.refusal(
                    "A resource has an id, a namespace and a name of 1 to %d characters each, and the type '%s', got '%s'"
                            .formatted(Resource.MOST, Resource.TOPIC, resource)));
        }
        EnumSet<AssociationType> put = EnumSet.noneOf(AssociationType.class);
        for (AssociationEdit edit : edits) {
            if (edit instanceof AssociationEdit.Put wish) {
                if (!put.add(wish.type())) {
                    return Optional.of(ErrorCode.TOO_MANY_ASSOCIATIONS.refusal(
                            "The resource '%s' takes one association of type '%s', and the request has more"
                                    .formatted(resource, wish.type().written())));
                }
                Optional<Refusal> wrong = wish.subject()
                        .filter(subject -> !subject.isValid() || subject.name().isEmpty())
                        .map(subject -> ErrorCode.INVALID_SUBJECT.refusal(subject.qualified()));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    /** A schema that is to be registered, and where. */
    private record Provision(Subject subject, AssociationEdit.SchemaWish wish) {}

    private static List<Provision> schemas(List<AssociationEdit> edits, AssociationPlan plan) {
        List<Provision> provisions = new ArrayList<>();
        for (AssociationEdit edit : edits) {
            if (edit instanceof AssociationEdit.Put put && put.schema().isPresent()) {
                plan.results().stream()
                        .filter(association -> association.type() == put.type())
                        .map(association -> new Provision(
                                association.subject(), put.schema().get()))
                        .forEach(provisions::add);
            }
        }
        return provisions;
    }

    private Answer<List<Associated>> judged(List<Provision> provisions, AssociationPlan plan) {
        for (Provision provision : provisions) {
            AssociationEdit.SchemaWish wish = provision.wish();
            Answer<CompatibilityReport> report =
                    registry.checkAll(provision.subject(), wish.submission(), wish.normalize());
            Optional<Refusal> refusal = report instanceof Answer.Refused<CompatibilityReport> refused
                    ? Optional.of(refused.refusal())
                    : report.asOptional().flatMap(made -> CompatibilityCheck.refusal(provision.subject(), made));
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
        }
        return Answer.done(together(plan.results(), List.of()));
    }

    private Answer<List<SubjectSchema>> registered(Caller caller, List<Provision> provisions) {
        List<SubjectSchema> schemas = new ArrayList<>();
        for (Provision provision : provisions) {
            AssociationEdit.SchemaWish wish = provision.wish();
            Answer<SubjectSchema> answer = registry.register(
                    caller, provision.subject(), wish.submission(), wish.normalize(), Enforcement.ENFORCED);
            if (answer instanceof Answer.Refused<SubjectSchema> refused) {
                return refused.refusal().answer();
            }
            answer.asOptional().ifPresent(schemas::add);
        }
        return Answer.done(schemas);
    }

    private static List<Associated> together(List<Association> associations, List<SubjectSchema> schemas) {
        return associations.stream()
                .map(association -> new Associated(
                        association,
                        schemas.stream()
                                .filter(schema -> schema.subject().equals(association.subject()))
                                .findFirst()))
                .toList();
    }

    /** Without locks, to see whether anything speaks against it. */
    private Answer<AssociationPlan> planned(Resource resource, List<AssociationEdit> edits) {
        return attempts(resource, edits, footprint -> {
            Snapshot snapshot = store.snapshot(footprint);
            return Associations.<AssociationPlan>uncovered(resource, snapshot, footprint)
                    .orElseGet(() -> new Decision.Answered<>(AssociationPlan.of(resource, edits, snapshot)));
        });
    }

    private Answer<List<Association>> written(Caller caller, Resource resource, List<AssociationEdit> edits) {
        return attempts(
                resource,
                edits,
                footprint -> store.update(
                        caller,
                        footprint,
                        snapshot -> Associations.<List<Association>>uncovered(resource, snapshot, footprint)
                                .orElseGet(() -> decided(AssociationPlan.of(resource, edits, snapshot)))));
    }

    private static Decision<List<Association>> decided(Answer<AssociationPlan> answer) {
        if (!(answer instanceof Answer.Done<AssociationPlan> done)) {
            return new Decision.Answered<>(answer.map(AssociationPlan::results));
        }
        AssociationPlan plan = done.value();
        Optional<Refusal> refusal = plan.refusal(Set.of());
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        return plan.changes()
                ? new Decision.Write<>(plan.results(), plan.written(), plan.audit())
                : Decision.answered(plan.results());
    }

    /** Decides on footprints that grow until they cover all that the decision looks at. */
    private static <T> Answer<T> attempts(
            Resource resource, List<AssociationEdit> edits, Function<Footprint, Decision<T>> attempt) {
        Set<Subject> subjects = new HashSet<>(named(edits));
        for (int i = 0; i < LIMIT; i++) {
            Footprint footprint = Footprint.ofSubjects(subjects.toArray(Subject[]::new))
                    .withResources(Set.of(resource))
                    .withRemoval(Footprint.Removal.OF_TARGETS);
            Decision<T> decision = attempt.apply(footprint);
            if (decision instanceof Decision.Answered<T> answered) {
                return answered.answer();
            }
            if (decision instanceof Decision.Write<T> write) {
                return Answer.done(write.answer());
            }
            subjects.add(((Wanted.ActualSubject) ((Decision.Prepare<T>) decision).wanted()).subject());
        }
        throw new StoreTimedOutException(
                "Resource '" + resource + "' was changed by others too often for the request to get through");
    }

    private static Set<Subject> named(List<AssociationEdit> edits) {
        Set<Subject> subjects = new HashSet<>();
        for (AssociationEdit edit : edits) {
            if (edit instanceof AssociationEdit.Put put) {
                put.subject().ifPresent(subjects::add);
            }
        }
        return subjects;
    }

    /** A subject of the resource that the footprint lacks, as what must be prepared. */
    private static <T> Optional<Decision<T>> uncovered(Resource resource, Snapshot snapshot, Footprint footprint) {
        return snapshot.associations().stream()
                .filter(found -> found.resource().isSameAs(resource))
                .map(Association::subject)
                .filter(subject -> !footprint.subjects().contains(subject))
                .findFirst()
                .map(subject -> Decision.prepare(new Wanted.ActualSubject(subject)));
    }
}

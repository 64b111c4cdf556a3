package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.rest.AssociationJson;
import dev.signet.schema.rest.AssociationReply;
import dev.signet.schema.rest.AssociationRequest;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.AssociationEdit;
import dev.signet.server.registry.AssociationEdit.Cascade;
import dev.signet.server.registry.AssociationEdit.Existing;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Associations.Associated;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies that show and change associations. */
final class AssociationBodies {
    private AssociationBodies() {}

    /** What an operation does, where the body says nothing. */
    enum Operation {
        CREATE,
        UPSERT,
        DELETE
    }

    static AssociationJson shown(Association association) {
        Resource resource = association.resource();
        return new AssociationJson(
                association.subject().qualified(),
                association.guid().toString(),
                resource.name(),
                resource.namespace(),
                resource.id(),
                resource.type(),
                association.type().written(),
                association.lifecycle().name(),
                frozen(association),
                association.createdAt().toEpochMilli(),
                association.updatedAt().toEpochMilli());
    }

    static AssociationReply shown(Resource resource, List<Associated> associations) {
        return new AssociationReply(
                resource.name(),
                resource.namespace(),
                resource.id(),
                resource.type(),
                associations.stream().map(AssociationBodies::shown).toList());
    }

    private static AssociationReply.AssociatedSubject shown(Associated associated) {
        Association association = associated.association();
        return new AssociationReply.AssociatedSubject(
                association.subject().qualified(),
                association.type().written(),
                association.lifecycle().name(),
                frozen(association),
                associated.schema().map(SchemaBodies::version).orElse(null));
    }

    private static @Nullable Boolean frozen(Association association) {
        boolean usual = association.frozen() == association.lifecycle().frozenByDefault();
        return usual ? null : Boolean.valueOf(association.frozen());
    }

    static Resource resource(AssociationRequest request) {
        return new Resource(
                text(request.resourceId()),
                text(request.resourceNamespace()),
                text(request.resourceName()),
                request.resourceType() == null ? Resource.TOPIC : request.resourceType());
    }

    /**
     * What a request wants.
     *
     * @param home the context of subjects that name none; empty if the request leaves it to the names
     */
    static Answer<List<AssociationEdit>> edits(
            AssociationRequest request, Resource resource, Optional<Context> home, Operation otherwise) {
        List<AssociationRequest.Operation> wanted = request.associations() == null ? List.of() : request.associations();
        if (wanted.isEmpty()) {
            return ErrorCode.INVALID_ASSOCIATION.refused(
                    "The request for resource '%s' names no associations".formatted(resource));
        }
        List<AssociationEdit> edits = new ArrayList<>();
        for (AssociationRequest.Operation operation : wanted) {
            Answer<AssociationEdit> edit =
                    operation(operation, otherwise).then(type -> edit(type, operation, resource, home));
            if (edit instanceof Answer.Refused<AssociationEdit> refused) {
                return refused.refusal().answer();
            }
            edit.asOptional().ifPresent(edits::add);
        }
        return Answer.done(edits);
    }

    private static Answer<Operation> operation(AssociationRequest.Operation operation, Operation otherwise) {
        String written = operation.opType();
        if (written == null) {
            return Answer.done(otherwise);
        }
        for (Operation known : Operation.values()) {
            if (known.name().equals(written.toUpperCase(Locale.ROOT))) {
                return Answer.done(known);
            }
        }
        return ErrorCode.INVALID_ASSOCIATION.refused(
                "The opType of an association is CREATE, UPSERT or DELETE, got '" + written + "'");
    }

    private static Answer<AssociationEdit> edit(
            Operation type, AssociationRequest.Operation operation, Resource resource, Optional<Context> home) {
        if (type != Operation.DELETE) {
            return put(type, operation, resource, home);
        }
        Cascade cascade = Boolean.TRUE.equals(operation.cascadeLifecycle()) ? Cascade.YES : Cascade.NO;
        return operation.associationType() == null
                ? Answer.done(new AssociationEdit.Remove(Optional.empty(), cascade))
                : type(operation.associationType())
                        .map(named -> new AssociationEdit.Remove(Optional.of(Set.of(named)), cascade));
    }

    private static Answer<AssociationEdit> put(
            Operation operation, AssociationRequest.Operation wanted, Resource resource, Optional<Context> home) {
        Existing existing = operation == Operation.CREATE ? Existing.KEPT : Existing.UPDATED;
        return type(wanted.associationType() == null ? AssociationType.VALUE.written() : wanted.associationType())
                .then(type -> lifecycle(wanted.lifecycle())
                        .then(lifecycle -> schema(wanted)
                                .then(schema -> subject(
                                                wanted, resource, home, ownName(wanted, resource, type, existing))
                                        .map(subject -> new AssociationEdit.Put(
                                                type,
                                                subject,
                                                lifecycle,
                                                Optional.ofNullable(wanted.frozen()),
                                                schema,
                                                existing)))));
    }

    static Answer<AssociationType> type(String written) {
        return Answer.ofOptional(
                AssociationType.named(written),
                ErrorCode.INVALID_ASSOCIATION.refusal(
                        "The associationType is 'key' or 'value', got '" + written + "'"));
    }

    private static Answer<Optional<Lifecycle>> lifecycle(@Nullable String written) {
        return written == null
                ? Answer.done(Optional.empty())
                : Answer.ofOptional(
                                Lifecycle.named(written),
                                ErrorCode.INVALID_ASSOCIATION.refusal(
                                        "The lifecycle is STRONG or WEAK, got '" + written + "'"))
                        .map(Optional::of);
    }

    private static Answer<Optional<AssociationEdit.SchemaWish>> schema(AssociationRequest.Operation wanted) {
        if (wanted.schema() == null) {
            return Answer.done(Optional.empty());
        }
        Normalize normalize = Boolean.TRUE.equals(wanted.normalize()) ? Normalize.YES : Normalize.AS_CONFIGURED;
        return Call.submission(wanted.schema())
                .map(submission -> Optional.of(new AssociationEdit.SchemaWish(submission, normalize)));
    }

    /** A new association that brings a schema has a subject of its own, unless it says another one. */
    private static Answer<Optional<Subject>> subject(
            AssociationRequest.Operation wanted, Resource resource, Optional<Context> home, String ownName) {
        if (wanted.subject() != null) {
            return Answer.done(Optional.of(Subject.parse(wanted.subject(), home.orElse(Context.DEFAULT))));
        }
        if (ownName.isEmpty()) {
            return Answer.done(Optional.empty());
        }
        if (home.isPresent()) {
            return Answer.done(Optional.of(new Subject(home.get(), ownName)));
        }
        return resource.namespace().indexOf(':') < 0
                ? Answer.done(Optional.of(new Subject(Context.named(resource.namespace()), ownName)))
                : ErrorCode.INVALID_ASSOCIATION.refused(
                        "The namespace '%s' is not the name of a context; name the subject or a context"
                                .formatted(resource.namespace()));
    }

    private static String ownName(
            AssociationRequest.Operation wanted, Resource resource, AssociationType type, Existing existing) {
        boolean own = existing == Existing.KEPT && wanted.schema() != null;
        return own ? resource.name() + "-" + type.written() : "";
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}

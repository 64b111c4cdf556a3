package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.AssociationBatchGetRequest;
import dev.signet.schema.rest.AssociationBatchReply;
import dev.signet.schema.rest.AssociationBatchRequest;
import dev.signet.schema.rest.AssociationReply;
import dev.signet.schema.rest.AssociationRequest;
import dev.signet.schema.rest.ErrorReply;
import dev.signet.server.http.AssociationBodies.Operation;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.AssociationEdit;
import dev.signet.server.registry.AssociationEdit.Cascade;
import dev.signet.server.registry.AssociationFilter;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Associations;
import dev.signet.server.registry.Associations.Associated;
import dev.signet.server.registry.Associations.Execution;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /associations}: which topics use which subjects. Serializers ask once a topic and side. */
final class AssociationRoutes {
    private static final int MULTI_STATUS = 207;
    private static final String ANY = "-";

    private final Associations associations;

    AssociationRoutes(Associations associations) {
        this.associations = associations;
    }

    void addTo(Routes routes) {
        routes.get(
                "/associations/resources/{namespace}/{name}",
                call -> list(
                        call,
                        (filter, page) ->
                                associations.named(named(call, "namespace"), named(call, "name"), filter, page)));
        routes.get(
                "/associations/subjects/{subject}",
                call -> list(call, (filter, page) -> associations.of(call.subject(), filter, page)));
        routes.get(
                "/associations/resources/{resource}",
                call -> list(call, (filter, page) -> associations.ofResource(call.path("resource"), filter, page)));
        routes.put("/associations/resources/{resource}", this::upsert);
        routes.delete("/associations/resources/{resource}", this::delete);
        routes.post("/associations", this::create);
        routes.post("/associations:batchGet", this::batchGet);
        routes.post("/associations:batchMutate", this::batchMutate);
    }

    private static Optional<String> named(Call call, String parameter) {
        return Optional.of(call.path(parameter)).filter(written -> !written.equals(ANY));
    }

    private static Answer<Reply> list(Call call, BiFunction<AssociationFilter, Page, List<Association>> use) {
        return AssociationFilters.filter(call)
                .then(filter -> call.page().map(page -> use.apply(filter, page)))
                .map(found ->
                        Reply.json(found.stream().map(AssociationBodies::shown).toList()));
    }

    private Answer<Reply> create(Call call) {
        return call.body(AssociationRequest.class)
                .then(request -> edited(call, request, Operation.CREATE))
                .map(Reply::json);
    }

    /** The path names the resource by its id; the body adds the rest, or leaves it as it is. */
    private Answer<Reply> upsert(Call call) {
        String id = call.path("resource");
        return call.body(AssociationRequest.class).then(request -> {
            if (request.resourceId() != null && !request.resourceId().equals(id)) {
                return ErrorCode.INVALID_ASSOCIATION.refused(
                        "The path is about resource '%s', but the body is about '%s'"
                                .formatted(id, request.resourceId()));
            }
            return edited(call, named(request, id), Operation.UPSERT).map(Reply::json);
        });
    }

    private AssociationRequest named(AssociationRequest request, String id) {
        Optional<Resource> known = known(id);
        return new AssociationRequest(
                request.resourceName() == null ? known.map(Resource::name).orElse(null) : request.resourceName(),
                request.resourceNamespace() == null
                        ? known.map(Resource::namespace).orElse(null)
                        : request.resourceNamespace(),
                id,
                request.resourceType(),
                request.associations());
    }

    private Optional<Resource> known(String id) {
        return associations.ofResource(id, AssociationFilter.ALL, Page.ALL).stream()
                .map(Association::resource)
                .findFirst();
    }

    private Answer<AssociationReply> edited(Call call, AssociationRequest request, Operation operation) {
        Resource resource = AssociationBodies.resource(request);
        return home(call)
                .then(home -> AssociationBodies.edits(request, resource, home, operation))
                .then(edits -> associations.edit(call.caller(), resource, edits, execution(call)))
                .map(done -> AssociationBodies.shown(resource, done));
    }

    private Answer<Reply> delete(Call call) {
        String id = call.path("resource");
        List<String> written = AssociationFilters.said(call, "associationType");
        Optional<Set<AssociationType>> types = AssociationFilters.types(written);
        boolean known = types.map(found -> found.size() == new HashSet<>(written).size())
                .orElse(true);
        if (!known) {
            return ErrorCode.INVALID_ASSOCIATION.refused("The associationType is 'key' or 'value', got " + written);
        }
        if (call.flag("async")) {
            call.warn(List.of("async makes no difference: the associations are gone when the answer comes"));
        }
        AssociationEdit removal =
                new AssociationEdit.Remove(types, call.flag("cascadeLifecycle") ? Cascade.YES : Cascade.NO);
        return Answer.ofOptional(
                        known(id)
                                .filter(found -> found.type()
                                        .equals(call.said("resourceType").orElse(Resource.TOPIC))),
                        ErrorCode.ASSOCIATION_NOT_FOUND.refusal(id))
                .then(resource -> associations.edit(call.caller(), resource, List.of(removal), execution(call)))
                .map(gone -> Reply.nothing());
    }

    private Answer<Reply> batchMutate(Call call) {
        return call.body(AssociationBatchRequest.class)
                .then(batch -> each(batch.requests(), request -> edited(call, request, Operation.UPSERT)));
    }

    private Answer<Reply> batchGet(Call call) {
        return call.body(AssociationBatchGetRequest.class)
                .then(batch -> each(batch.requests(), question -> answered(call, question)));
    }

    private Answer<AssociationReply> answered(Call call, AssociationBatchGetRequest.Question question) {
        Optional<Lifecycle> lifecycle =
                Optional.ofNullable(question.lifecycle()).flatMap(Lifecycle::named);
        if (question.lifecycle() != null && lifecycle.isEmpty()) {
            return ErrorCode.INVALID_ASSOCIATION.refused(
                    "The lifecycle is STRONG or WEAK, got '" + question.lifecycle() + "'");
        }
        AssociationFilter filter = new AssociationFilter(
                question.resourceType() == null ? Resource.TOPIC : question.resourceType(),
                AssociationFilters.types(question.associationTypes() == null ? List.of() : question.associationTypes()),
                lifecycle);
        List<Association> found = found(question, filter);
        return found.isEmpty()
                ? ErrorCode.ASSOCIATION_NOT_FOUND.refused(shown(question))
                : Answer.done(AssociationBodies.shown(
                        found.get(0).resource(),
                        call.flag("includeSchemas")
                                ? associations.withSchemas(found)
                                : found.stream()
                                        .map(association -> new Associated(association, Optional.empty()))
                                        .toList()));
    }

    private List<Association> found(AssociationBatchGetRequest.Question question, AssociationFilter filter) {
        if (question.resourceId() != null) {
            return associations.ofResource(question.resourceId(), filter, Page.ALL);
        }
        if (question.resourceNamespace() == null || question.resourceName() == null) {
            return List.of();
        }
        return associations.named(
                Optional.of(question.resourceNamespace()), Optional.of(question.resourceName()), filter, Page.ALL);
    }

    private static String shown(AssociationBatchGetRequest.Question question) {
        return question.resourceId() == null
                ? question.resourceNamespace() + "/" + question.resourceName()
                : question.resourceId();
    }

    private static <T> Answer<Reply> each(@Nullable List<T> requests, Function<T, Answer<AssociationReply>> use) {
        if (requests == null || requests.isEmpty()) {
            return ErrorCode.INVALID_ASSOCIATION.refused("The body must have requests");
        }
        List<AssociationBatchReply.Result> results =
                requests.stream().map(use).map(AssociationRoutes::result).toList();
        return Answer.done(Reply.json(new AssociationBatchReply(results)).withStatus(MULTI_STATUS));
    }

    private static AssociationBatchReply.Result result(Answer<AssociationReply> answer) {
        return answer instanceof Answer.Refused<AssociationReply> refused
                ? new AssociationBatchReply.Result(ErrorReply.of(refused.refusal()), null)
                : new AssociationBatchReply.Result(null, answer.asOptional().orElseThrow());
    }

    private static Execution execution(Call call) {
        return call.flag("dryRun") ? Execution.DRY : Execution.FOR_GOOD;
    }

    /** The context of the query, else of the path; empty if neither names one. */
    private static Answer<Optional<Context>> home(Call call) {
        Optional<String> written = call.query("context").filter(name -> !name.isEmpty());
        if (written.isPresent()) {
            return Call.context(written.get()).map(Optional::of);
        }
        return Answer.done(Optional.of(call.home()).filter(home -> !home.isDefault()));
    }
}

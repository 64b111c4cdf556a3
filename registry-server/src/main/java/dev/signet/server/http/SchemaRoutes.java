package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.rest.ContextIdJson;
import dev.signet.schema.rest.ListedSchemaReply;
import dev.signet.schema.rest.SubjectVersionJson;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.SchemaList;
import dev.signet.server.registry.Which;
import java.util.List;
import java.util.Map;

/** {@code /schemas}: what is known by id, by GUID, or by nothing. */
final class SchemaRoutes {
    private static final int MOST = 1_000;

    private final Registry registry;
    private final SchemaBodies bodies;

    SchemaRoutes(Registry registry) {
        this.registry = registry;
        this.bodies = new SchemaBodies(registry);
    }

    void addTo(Routes routes) {
        routes.get("/schemas/ids/{id}", call -> byId(call).then(found -> bodies.byId(call, found)));
        routes.get("/schemas/ids/{id}/schema", call -> byId(call).then(found -> bodies.rawText(call, found)));
        routes.get("/schemas/ids/{id}/subjects", this::subjects);
        routes.get("/schemas/ids/{id}/versions", this::versions);
        routes.get(
                "/schemas/guids/{guid}",
                call -> guid(call).then(registry::schema).then(found -> bodies.byGuid(call, found)));
        routes.get("/schemas/guids/{guid}/ids", this::idsOf);
        routes.get(
                "/schemas/types",
                call -> Answer.done(Reply.json(
                        registry.types().stream().map(SchemaType::name).toList())));
        routes.get("/schemas", this::list);
    }

    private Answer<IdentifiedSchema> byId(Call call) {
        return call.id().then(id -> registry.schema(call.preferredSubject().context(), id, call.preferred()));
    }

    private Answer<Reply> subjects(Call call) {
        return call.id()
                .then(id -> call.page()
                        .then(page -> registry.subjectsUsing(
                                call.preferredSubject().context(), id, call.preferred(), call.deleted(), page)))
                .map(subjects ->
                        Reply.json(subjects.stream().map(Subject::qualified).toList()));
    }

    private Answer<Reply> versions(Call call) {
        return call.id()
                .then(id -> call.page()
                        .then(page -> registry.versionsUsing(
                                call.preferredSubject().context(), id, call.preferred(), call.deleted(), page)))
                .map(uses -> Reply.json(uses.stream()
                        .map(use -> new SubjectVersionJson(
                                use.subject().qualified(), use.version().number()))
                        .toList()));
    }

    private Answer<Reply> idsOf(Call call) {
        return Answer.done(Reply.json(SchemaGuid.parse(call.path("guid")).stream()
                .flatMap(guid -> registry.idsOf(guid).stream())
                .map(bound ->
                        new ContextIdJson(bound.context().name(), bound.id().value()))
                .toList()));
    }

    private Answer<Reply> list(Call call) {
        Which which = call.flag("latestOnly") ? Which.LATEST : Which.ALL;
        return AssociationFilters.usage(call)
                .map(usage -> SchemaList.of(call.subjectPrefix(""), call.deleted(), which)
                        .withRuleType(call.said("ruleType"))
                        .withUsage(usage))
                .then(wanted -> call.page(MOST).map(page -> registry.schemas(wanted, page)))
                .map(found -> Reply.json(listed(call, found)));
    }

    private List<ListedSchemaReply> listed(Call call, List<ListedSchema> found) {
        Map<Subject, List<Subject>> aliases = call.flag("aliases") ? registry.aliases() : Map.of();
        return found.stream()
                .map(schema -> SchemaBodies.listed(
                        schema, aliases.getOrDefault(schema.version().subject(), List.of())))
                .toList();
    }

    private static Answer<SchemaGuid> guid(Call call) {
        return Answer.ofOptional(
                SchemaGuid.parse(call.path("guid")), ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(call.path("guid")));
    }
}
